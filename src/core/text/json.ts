import { parse } from 'lossless-json';

/** Any JSON value. An integer beyond 2^53 is kept as a string of its digits. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** No service nests deeper. Recursion is safe up to here. */
const maxDepth = 200;

/** By object or list: its numbers that JavaScript would write in another way, by key. */
const writtenNumbers = new WeakMap<object, Map<string, string>>();

class WrittenNumber {
  readonly digits: string;
  readonly value: number | string;

  constructor(digits: string, value: number | string) {
    this.digits = digits;
    this.value = value;
  }
}

/**
 * Parses JSON without losing digits of large integers. `readNumber` decides how numbers are read.
 * If a key occurs twice, the last value counts, as for `JSON.parse`. Throws on anything that isn't
 * JSON or is nested too deeply.
 */
export function parseJson(
  text: string,
  readNumber: (digits: string) => number | string = parseNumber,
): Json {
  const json = parse(text.replace(/^\uFEFF/, ''), undefined, {
    parseNumber(digits) {
      const value = readNumber(digits);
      return typeof value === 'number' && String(value) === digits
        ? value
        : new WrittenNumber(digits, value);
    },
    onDuplicateKey: ({ newValue }) => newValue,
  });
  const root = { json };
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth + 1) throw new SyntaxError('nested too deeply');
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? valuesIn(value) : [],
    );
  }
  return root.json as Json;
}

/** The values in an object or list. Its numbers as written are noted. */
function valuesIn(holder: object): unknown[] {
  return Object.entries(holder).map(([key, value]) => {
    if (!(value instanceof WrittenNumber)) return value;
    const noted = writtenNumbers.get(holder) ?? new Map<string, string>();
    writtenNumbers.set(holder, noted.set(key, value.digits));
    (holder as Record<string, unknown>)[key] = value.value;
    return value.value;
  });
}

/**
 * The values in an object or list, each as JSON like that of `JSON.stringify`. In what `parseJson`
 * has read, numbers are as they were.
 */
export function writtenValues(holder: Json[] | { [key: string]: Json }): readonly string[] {
  const numbers = writtenNumbers.get(holder);
  return Object.entries(holder).map(([key, value]) => numbers?.get(key) ?? writtenJson(value));
}

function writtenJson(json: Json): string {
  if (typeof json !== 'object' || json === null) return JSON.stringify(json) ?? 'null';
  const values = writtenValues(json);
  if (Array.isArray(json)) return `[${values.join(',')}]`;
  const pairs = Object.keys(json).map((key, index) => `${JSON.stringify(key)}:${values[index]}`);
  return `{${pairs.join(',')}}`;
}

function parseNumber(digits: string): number | string {
  const value = Number(digits);
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? digits : value;
}

/** The value at a path of keys and indexes, own properties only. `undefined` if there is none. */
export function at(json: Json | undefined, ...path: (string | number)[]): Json | undefined {
  let value = json;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, Json>)[key];
  }
  return value;
}

/** A non-empty string. A number or boolean as its text. */
export function asText(json: Json | undefined): string | undefined {
  if (typeof json === 'number' || typeof json === 'boolean') return String(json);
  return typeof json === 'string' && json.trim() !== '' ? json : undefined;
}

/** A finite number that isn't negative, or one from a string of digits. */
export function asCount(json: Json | undefined): number | undefined {
  const value = typeof json === 'string' && /^\d+(\.\d+)?$/.test(json.trim()) ? Number(json) : json;
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** Epoch ms, from epoch milliseconds or an ISO 8601 string. */
export function asTime(json: Json | undefined): number | undefined {
  if (typeof json === 'string' && /^\d{4}-\d\d-\d\d/.test(json)) {
    const time = Date.parse(json);
    return Number.isNaN(time) ? undefined : time;
  }
  return typeof json === 'number' && json > 0 && json <= 8.64e15 ? json : undefined;
}
