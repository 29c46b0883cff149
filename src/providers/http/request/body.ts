import { ImportwatchError } from '../../../core/model/errors.ts';
import { type Json, parseJson } from '../../../core/text/json.ts';
import type { RequestBody } from '../api-description.ts';
import { fill, type Names, namesInText, pathNamesIn, wholeName } from './template.ts';

/** Names that stand for several values: `"{ids}"` is a list. */
export type Lists = Readonly<Record<string, readonly string[]>>;

/** A string of JSON text that stands for a number: its digits, or a `{name}`. */
const numberMark = '\u0000';

/**
 * JSON text in which `{name}` stands for a value: as text within quotes, alone or beside other
 * text, and as a number without them.
 */
export function fillBody(body: RequestBody, names: Names, lists: Lists = {}): string {
  const written = (value: unknown): string => {
    if (typeof value === 'string') {
      if (value.startsWith(numberMark)) return numberOf(value.slice(1), names, lists);
      const list = lists[wholeName(value) ?? ''];
      if (list) return JSON.stringify(list);
      return JSON.stringify(namesInText(value).length > 0 ? fill(value, names) : value);
    }
    if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
    if (Array.isArray(value)) return `[${value.map(written).join(',')}]`;
    const name = typeof body === 'string' ? undefined : numberName(value);
    if (name !== undefined && Object.hasOwn(names, name))
      return numberOf(`{${name}}`, names, lists);
    const pairs = Object.entries(value).map(
      ([key, each]) => `${JSON.stringify(key)}:${written(each)}`,
    );
    return `{${pairs.join(',')}}`;
  };
  return written(parseBody(body));
}

/** The names that a body refers to: all, those as `{+name}`, and what may be a number's. */
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

/** Throws a `SyntaxError` for text that is no JSON. */
export function parseBody(body: RequestBody): Json {
  if (typeof body !== 'string') return body as Json;
  const marked = body.replace(/"(?:[^"\\]|\\.)*"|\{([A-Za-z]\w*)\}/g, (part, name?: string) =>
    name === undefined ? part : `"\\u0000{${name}}"`,
  );
  return parseJson(marked, (digits) => numberMark + digits);
}

/** YAML takes `{name}` without quotes for a mapping of one key without a value. */
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
  throw new ImportwatchError(
    'usage',
    `{${name}} has to be a number here, and "${digits}" is none.`,
    {
      hint: 'The body of the description sends it without quotes. Put it in quotes to send text.',
    },
  );
}
