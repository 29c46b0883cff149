import { type Json, parseJson } from '../../core/text/json.ts';

/** A value on standard input: a line of text, or a JSON value, which may span several lines. */
export type InputValue = ({ readonly text: string } | { readonly json: Json }) & {
  /** Counts from 1. */
  readonly line: number;
};

/**
 * JSON values, pretty-printed or one per line, and lines of text, in their order; blank lines are
 * skipped. `undefined` if something begins like JSON but isn't.
 */
export function inputValues(input: string): readonly InputValue[] | undefined {
  const values: InputValue[] = [];
  let at = 0;
  let line = 1;
  const moveTo = (end: number): string => {
    const passed = input.slice(at, end);
    line += passed.split('\n').length - 1;
    at = end;
    return passed;
  };
  while (true) {
    moveTo(at + matchAt(blanks, input, at).length);
    if (at === input.length) return values;
    const start = { line };
    if (!/[{["]/.test(input[at] as string)) {
      values.push({ ...start, text: moveTo(at + matchAt(restOfLine, input, at).length) });
      continue;
    }
    const json = jsonOf(moveTo(endOfJson(input, at)));
    if (json === undefined || !afterJson.test(input.slice(at, at + 1000))) return undefined;
    values.push({ ...start, json });
  }
}

const blanks = /(?:(?!\uFEFF)\s)*/y;
const restOfLine = /.*/y;
const afterJson = /^[^\S\n]*(?:[\n{[]|$)/;

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/**
 * The position after the bracket or quote that closes the value; the end of the text if none does.
 */
function endOfJson(text: string, start: number): number {
  let depth = 0;
  let isQuoted = false;
  for (let at = start; at < text.length; at++) {
    const char = text[at] as string;
    if (isQuoted && char === '\\') at++;
    else if (char === '"') isQuoted = !isQuoted;
    else if (!isQuoted && '{['.includes(char)) depth++;
    else if (!isQuoted && '}]'.includes(char)) depth--;
    if (!isQuoted && depth === 0) return at + 1;
  }
  return text.length;
}

function jsonOf(text: string): Json | undefined {
  try {
    return parseJson(text, (digits) => digits);
  } catch {
    return undefined;
  }
}
