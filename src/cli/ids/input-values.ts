import { type Json, parseJson } from '../../core/text/json.ts';
import { type SavedHead, savedHead } from '../../core/text/saved-answer.ts';

/** An HTTP answer with its headers, as `curl -i` prints it. */
export interface SavedResponse extends Omit<SavedHead, 'end'> {
  /** `undefined` if it isn't JSON. */
  readonly body: Json | undefined;
  readonly text: string;
}

/**
 * A value in the input: a line of text, a JSON value, which may span several lines, or a whole HTTP
 * answer.
 */
export type InputValue = (
  | { readonly text: string }
  | { readonly json: Json; readonly raw: string }
  | { readonly answer: SavedResponse }
) & {
  /** Counts from 1. */
  readonly line: number;
};

/**
 * JSON values, pretty-printed or one per line, HTTP answers, and lines of text, in their order.
 * Blank lines are skipped. `undefined` if something begins like JSON but isn't.
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
  const skipBlanks = () => moveTo(at + matchAt(blanks, input, at).length);
  const jsonHere = () => {
    const end = endOfJson(input, at);
    return afterJson.test(input.slice(end, end + 1000)) ? jsonOf(input.slice(at, end)) : undefined;
  };
  while (true) {
    skipBlanks();
    if (at === input.length) return values;
    const start = { line };
    const head = savedHead(input, at);
    if (head) {
      moveTo(head.end);
      skipBlanks();
      const { end: _end, ...facts } = head;
      const json = isJsonAt(input, at) ? jsonHere() : undefined;
      const end = json === undefined ? endOfText(input, at) : endOfJson(input, at);
      values.push({ ...start, answer: { ...facts, body: json, text: moveTo(end).trim() } });
    } else if (isJsonAt(input, at)) {
      const json = jsonHere();
      if (json === undefined) return undefined;
      values.push({ ...start, json, raw: moveTo(endOfJson(input, at)) });
    } else {
      values.push({ ...start, text: moveTo(at + matchAt(restOfLine, input, at).length) });
    }
  }
}

const blanks = /(?:(?!\uFEFF)\s)*/y;
const restOfLine = /.*/y;
const afterJson = /^[^\S\n]*(?:[\n{[]|HTTP\/\d|$)/;

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function isJsonAt(text: string, at: number): boolean {
  return '{["'.includes(text[at] ?? ' ');
}

/** The beginning of the next HTTP answer, which is the only end of a body that isn't JSON. */
function endOfText(text: string, start: number): number {
  const next = /^HTTP\/\d(?:\.\d)? \d{3}\b/m.exec(text.slice(start));
  return next === null ? text.length : start + next.index;
}

/** The position after the bracket or quote that closes the value, or the end of the text. */
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
    return parseJson(text, wholeNumber);
  } catch {
    return undefined;
  }
}

/** A number, or its digits if it would lose some. */
function wholeNumber(digits: string): number | string {
  return String(Number(digits)) === digits ? Number(digits) : digits;
}
