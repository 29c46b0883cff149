import type { CST, LineCounter, YAMLError } from 'yaml';

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
  let open = 0;
  let count = 0;
  let isPlain = false;
  for (const lexeme of new yaml.Lexer().lex(text)) {
    if (++count > maxTokens) {
      return { problem: 'The file is too large for a configuration.', offset: parser.offset };
    }
    if (isPlain && open > 0 && /^\/\/|(?:^|\s)\/\*/.test(lexeme)) {
      return { problem: comment, offset: parser.offset };
    }
    isPlain = lexeme === yaml.CST.SCALAR;
    if (lexeme === '{' || lexeme === '[') open += 1;
    if (lexeme === '}' || lexeme === ']') open -= 1;
    tokens.push(...parser.next(lexeme));
  }
  tokens.push(...parser.end());
  // Unique keys are checked later: the library's own check is quadratic.
  const composer = new yaml.Composer({ uniqueKeys: false, prettyErrors: false });
  const [document, second] = composer.compose(tokens, true);
  const problem = document?.errors[0] ?? document?.warnings[0] ?? second?.errors[0];
  if (problem) {
    const offset = problem.pos[0];
    if (open > 0 && problem.message.startsWith('Flow ')) return { problem: unclosed, offset };
    if (unspaced.test(text.slice(offset))) return { problem: space, offset };
    const isBracket = problem.code === 'UNEXPECTED_TOKEN' && /[{}[\]]/.test(text.charAt(offset));
    return { problem: isBracket ? brackets : words[problem.code], offset };
  }
  if (second) return { problem: words.MULTIPLE_DOCS, offset: second.range[0] };
  return { node: document?.contents };
}

/** A key and a value, as in `provider:http`, which YAML reads as one text. */
const unspaced = /^[\w-]+:(?!\/\/)[^\s:]/;

const space = 'A space is missing after the colon.';

/** As in `{ path: /jobs/{id} }`. */
const brackets = 'Text that contains { } [ or ] needs quotes here.';

/** In braces, YAML reads a comment of JavaScript as part of a text that has no quotes. */
const comment = 'A comment begins with #, not with /* or //. If this is text, put it in quotes.';

const unclosed = "A { or [ isn't closed.";

const words: Record<YAMLError['code'], string> = {
  ALIAS_PROPS: 'An alias can have neither an anchor nor a tag.',
  BAD_ALIAS: 'An alias needs an anchor of that name before it.',
  BAD_COLLECTION_TYPE: "Tags aren't supported.",
  BAD_DIRECTIVE: "This directive isn't supported.",
  BAD_DQ_ESCAPE: 'Unknown escape sequence in quoted text.',
  BAD_INDENT: "The indentation doesn't match the lines above.",
  BAD_PROP_ORDER: "Anchors and tags aren't allowed here.",
  BAD_SCALAR_START: 'Text that begins with this character needs quotes.',
  BLOCK_AS_IMPLICIT_KEY:
    'A nested mapping must begin on its own line. If this is text, put it in quotes.',
  BLOCK_IN_FLOW: 'Inside { } and [ ], use braces and brackets to nest, not indentation.',
  DUPLICATE_KEY: 'The key appears twice.',
  IMPOSSIBLE: 'Invalid YAML.',
  KEY_OVER_1024_CHARS: "A key is too long, or a quote or bracket isn't closed.",
  MISSING_CHAR: 'A comma, colon, quote, bracket or space is missing.',
  MULTILINE_IMPLICIT_KEY: 'A key must be on one line. A quote or bracket may not be closed.',
  MULTIPLE_ANCHORS: 'A node can have only one anchor.',
  MULTIPLE_DOCS: 'The file contains more than one document.',
  MULTIPLE_TAGS: "Tags aren't supported.",
  NON_STRING_KEY: 'A key must be text.',
  RESOURCE_EXHAUSTION: 'The file is nested too deeply.',
  TAB_AS_INDENT: 'Indent with spaces, not tabs.',
  TAG_RESOLVE_FAILED: "Tags aren't supported.",
  UNEXPECTED_TOKEN: 'Unexpected text. If it belongs to the value, put the whole value in quotes.',
};
