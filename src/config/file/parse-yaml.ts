import type { CST, LineCounter } from 'yaml';
import { type Quoted, syntaxProblem, syntaxWords } from './syntax-problem.ts';

/** Far more than a real configuration has. Larger ones can cost seconds. */
const maxTokens = 30_000;

export type Parsed =
  | { readonly node: unknown }
  /** The first syntax error: those after it mostly follow from it. */
  | { readonly problem: string; readonly offset: number | undefined };

/**
 * The root node of a YAML 1.2 text. JSON is also YAML. A problem does not quote the text, because a
 * secret may be next to the mistake.
 */
export function parseYaml(yaml: typeof import('yaml'), text: string, lines: LineCounter): Parsed {
  if (/[\0\uFFFD]/.test(text)) return { problem: "isn't UTF-8 text.", offset: undefined };
  lines.addNewLine(0);
  if (/^\s*\/[*/]/.test(text)) return { problem: comment, offset: 0 };
  const parser = new yaml.Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  const quoted: Quoted[] = [];
  let open = 0;
  let count = 0;
  let isPlain = false;
  for (const lexeme of new yaml.Lexer().lex(text)) {
    if (++count > maxTokens) {
      return { problem: 'The file is too large for a configuration file.', offset: parser.offset };
    }
    if (isPlain && open > 0 && /^\/\/|(?:^|\s)\/\*/.test(lexeme)) {
      return { problem: comment, offset: parser.offset };
    }
    isPlain = lexeme === yaml.CST.SCALAR;
    if (lexeme === '{' || lexeme === '[') open += 1;
    if (lexeme === '}' || lexeme === ']') open -= 1;
    if (/^["']/.test(lexeme)) quoted.push({ text: lexeme, offset: parser.offset });
    tokens.push(...parser.next(lexeme));
  }
  tokens.push(...parser.end());
  // Unique keys are checked later: the library's own check is quadratic.
  const composer = new yaml.Composer({ uniqueKeys: false, prettyErrors: false });
  const [document, second] = composer.compose(tokens, true);
  const problem = document?.errors[0] ?? document?.warnings[0] ?? second?.errors[0];
  if (problem) return syntaxProblem(problem, text, { quoted, open });
  if (second) return { problem: syntaxWords.MULTIPLE_DOCS, offset: second.range[0] };
  return { node: document?.contents };
}

/** In braces, YAML reads a comment of JavaScript as part of a text that has no quotes. */
const comment = 'A comment begins with #, not with /* or //. If this is text, put it in quotes.';
