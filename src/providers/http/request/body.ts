import { ImportwatchError } from '../../../core/model/errors.ts';
import { type Json, parseJson } from '../../../core/text/json.ts';
import type { RequestBody } from '../api-description.ts';
import { fill, type Names, namesInText, pathNamesIn, wholeName, withoutMarks } from './template.ts';

/** Names with several values: `"{ids}"` becomes a list. */
export type Lists = Readonly<Record<string, readonly string[]>>;

/** Marks a string in JSON text that becomes a number: its digits, or a `{name}`. */
const numberMark = '\u0000';

/**
 * JSON text in which each `{name}` is replaced by its value: within quotes as text, alone or beside
 * other text, and without quotes as a number.
 */
export function fillBody(body: RequestBody, names: Names, lists: Lists = {}): string {
  const written = (value: unknown): string => {
    if (typeof value === 'string') {
      if (value.startsWith(numberMark)) return numberOf(value.slice(1), names, lists);
      const list = lists[wholeName(value) ?? ''];
      if (list) return JSON.stringify(list);
      return JSON.stringify(
        namesInText(value).length > 0 ? fill(value, names) : withoutMarks(value),
      );
    }
    if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
    if (Array.isArray(value)) return `[${value.map(written).join(',')}]`;
    const name = typeof body === 'string' ? undefined : numberName(value);
    if (name !== undefined && Object.hasOwn(names, name))
      return numberOf(`{${name}}`, names, lists);
    const pairs = Object.entries(value).map(
      ([key, each]) => `${JSON.stringify(withoutMarks(key))}:${written(each)}`,
    );
    return `{${pairs.join(',')}}`;
  };
  return written(parseBody(body));
}

/**
 * The names a body refers to: all, those written `{+name}`, and those that may stand for a number.
 */
export function namesInBody(body: RequestBody) {
  const found = { names: [] as string[], pathNames: [] as string[], doubtful: [] as string[] };
  const look = (value: unknown): void => {
    if (typeof value === 'string') {
      const name = value.startsWith(numberMark) ? wholeName(value.slice(1)) : undefined;
      const inText = namesInText(value);
      found.names.push(...(name === undefined ? inText : [name]));
      if (inText.length > 0) found.pathNames.push(...pathNamesIn(value));
    } else if (typeof value === 'object' && value !== null) {
      const name = typeof body === 'string' ? undefined : numberName(value);
      if (name !== undefined) found.doubtful.push(name);
      Object.values(value).forEach(look);
    }
  };
  look(jsonOrNothing(body));
  return found;
}

function jsonOrNothing(body: RequestBody): Json {
  try {
    return parseBody(body);
  } catch {
    return null;
  }
}

/** Throws a `SyntaxError` for invalid JSON. */
export function parseBody(body: RequestBody): Json {
  if (typeof body !== 'string') return body as Json;
  const marked = body.replace(/"(?:[^"\\]|\\.)*"|\$?\{[A-Za-z_]\w*(?::-[^}"]*)?\}/g, (part) =>
    part.startsWith('"') ? part : JSON.stringify(numberMark + part),
  );
  return parseJson(marked, (digits) => numberMark + digits);
}

/** YAML reads `{name}` without quotes as a mapping with one key and no value. */
function numberName(value: object): string | undefined {
  const [[name, each] = [], second] = Object.entries(value);
  return second === undefined && !Array.isArray(value) && (each ?? null) === null
    ? name
    : undefined;
}

function numberOf(text: string, names: Names, lists: Lists): string {
  const name = wholeName(text) ?? '';
  const list = lists[name];
  if (list) return `[${list.map((each) => numberOf(text, { [name]: each }, {})).join(',')}]`;
  const digits = Object.hasOwn(names, name) ? (names[name] as string) : text;
  if (/^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i.test(digits)) return digits;
  throw new ImportwatchError('usage', `{${name}} must be a number here, not "${digits}".`, {
    hint: 'The body of the description sends it without quotes. Put it in quotes to send text.',
  });
}
