import type { YAMLError } from 'yaml';

/** A quoted text as it is in the file, with its quotes. */
export interface Quoted {
  readonly text: string;
  readonly offset: number;
}

/** What precedes a syntax error. */
export interface Before {
  readonly quoted: readonly Quoted[];
  /** How many brackets are open at the end of the text. */
  readonly open: number;
}

type YamlProblem = Pick<YAMLError, 'code' | 'message' | 'pos'>;

/** A syntax error in plain words. They do not quote the text, which may hold a secret. */
export function syntaxProblem(
  { code, message, pos: [offset] }: YamlProblem,
  text: string,
  { quoted, open }: Before,
): { readonly problem: string; readonly offset: number } {
  const earlier = quoted.filter((each) => each.offset <= offset);
  const unclosed = message.startsWith('Missing closing')
    ? earlier.at(-1)
    : earlier.find((each) => endsWithNext(each, text));
  if (unclosed) return { problem: "A quote isn't closed.", offset: unclosed.offset };
  if (open > 0 && message.startsWith('Flow ')) return { problem: openBracket, offset };
  const rest = text.slice(offset);
  if (unspaced.test(rest)) return { problem: 'A space is missing after the colon.', offset };
  const key = keyWithoutComma(code, text.slice(0, offset), rest);
  if (key) {
    return { problem: 'A comma is missing before this key.', offset: offset + key[0].length };
  }
  if (code === 'UNEXPECTED_TOKEN' && /^[{}[\]]/.test(rest)) return { problem: brackets, offset };
  if (code === 'BLOCK_AS_IMPLICIT_KEY' && !/^.*:\s/.test(rest)) {
    return { problem: 'The next line is indented too far.', offset };
  }
  if (message.startsWith('Implicit map keys')) return { problem: noPair, offset };
  if (message.startsWith('Comments ')) return { problem: noSpaceBeforeComment, offset };
  return { problem: syntaxWords[code], offset };
}

/** Whether the closing quote was meant to open the next text, as in `{ a: "x, b: "y" }`. */
function endsWithNext({ text, offset }: Quoted, all: string): boolean {
  const next = all.charAt(offset + text.length);
  return /[:,{[]\s*["']$/.test(text) && /[^\s:,}\]]/.test(next);
}

/** What is before a quoted key of JSON that YAML reads as the rest of a value. */
function keyWithoutComma(code: YamlProblem['code'], before: string, rest: string) {
  if (code === 'UNEXPECTED_TOKEN') return nextKey.exec(rest);
  const isValue = code === 'MULTILINE_IMPLICIT_KEY' && /:[ \t]*$/.test(before);
  return isValue ? keyBelow.exec(rest) : null;
}

/** A key and a value, as in `provider:http`, which YAML reads as one text. */
const unspaced = /^[\w-]+:(?!\/\/)[^\s:]/;

const nextKey = /^(?=(["'])[^"'\n]*\1\s*:)/;

/** It is below a value without quotes. */
const keyBelow = /^[^\n"']*\n\s*(?=(["'])[^"'\n]*\1\s*:)/;

/** As in `{ path: /jobs/{id} }`. */
const brackets = 'Text that contains { } [ or ] needs quotes here.';

const openBracket = 'Unclosed { or [ before this point.';

const noPair =
  'This isn\'t a "key: value" pair. A colon may be missing, or a quote or bracket may be unclosed.';

const noSpaceBeforeComment = 'A comment needs a space before its #.';

export const syntaxWords: Record<YAMLError['code'], string> = {
  ALIAS_PROPS: 'An alias can have neither an anchor nor a tag.',
  BAD_ALIAS: 'An alias needs an anchor of that name before it.',
  BAD_COLLECTION_TYPE: "Tags aren't supported.",
  BAD_DIRECTIVE: "This directive isn't supported.",
  BAD_DQ_ESCAPE: 'Unknown escape sequence in quoted text.',
  BAD_INDENT: "The indentation doesn't match the lines above.",
  BAD_PROP_ORDER: "Anchors and tags aren't allowed here.",
  BAD_SCALAR_START: 'Text that begins with this character needs quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'Text that contains ": " needs quotes.',
  BLOCK_IN_FLOW: 'A comma may be missing here. Inside { } and [ ], indentation has no meaning.',
  DUPLICATE_KEY: 'The key appears twice.',
  IMPOSSIBLE: 'Invalid YAML.',
  KEY_OVER_1024_CHARS: "A key is too long, or a quote or bracket isn't closed.",
  MISSING_CHAR: 'A comma, colon, bracket or space is missing.',
  MULTILINE_IMPLICIT_KEY: noPair,
  MULTIPLE_ANCHORS: 'A node can have only one anchor.',
  MULTIPLE_DOCS: 'The file contains more than one document.',
  MULTIPLE_TAGS: "Tags aren't supported.",
  NON_STRING_KEY: 'A key must be text.',
  RESOURCE_EXHAUSTION: 'The file is nested too deeply.',
  TAB_AS_INDENT: 'Indent with spaces, not tabs.',
  TAG_RESOLVE_FAILED: "Tags aren't supported.",
  UNEXPECTED_TOKEN: 'Unexpected text. If it belongs to the value, put the whole value in quotes.',
};
