import type { RecordLimit } from '../../core/model/records/gates.ts';
import type { Field } from '../../core/provider/field.ts';
import { parseDuration } from '../../core/text/duration.ts';
import { either } from '../../core/text/either.ts';
import { plainText } from '../../core/text/text.ts';
import { didYouMean } from '../file/nearest.ts';
import { clockPattern, readClockTime } from './clock-time.ts';

/** A field with a type other than text. Its `default` can be a description: `5m; 15s at first`. */
export interface Option extends Field {
  readonly kind: NonNullable<Field['kind']>;
}

export function isOption(field: Field): field is Option {
  return field.kind !== undefined;
}

interface Kind {
  /** Parses a raw value from a file, an option or the environment. */
  parse(raw: unknown, option: Option): unknown;
  /** The rest of a sentence about an invalid value. */
  mistake(value: string, option: Option): string;
  jsonSchema(option: Option): Record<string, unknown>;
}

const variable = '\\$\\{';
const duration = '^\\s*(\\d+(\\.\\d+)?|(\\d+(\\.\\d+)?(ms|s|m|h|d))+)\\s*$';

const kinds = {
  duration: {
    parse: readDuration,
    mistake: (value) => `"${value}" isn't a duration. Use a duration such as 30s, 5m or 1h30m.`,
    jsonSchema: () => orText({ type: 'number', minimum: 0 }, duration),
  },
  'positive-duration': {
    parse: (raw) => readDuration(raw) || undefined,
    mistake: (value) =>
      `"${value}" isn't a duration above zero. Use a duration such as 30s, 5m or 1h30m.`,
    jsonSchema: () => orText({ type: 'number', exclusiveMinimum: 0 }, duration),
  },
  'auto-duration': {
    parse: readInterval,
    mistake: (value) =>
      `"${value}" is neither auto nor a duration above zero. Use auto, or a duration such as 5s or 1m30s.`,
    jsonSchema: () => orText({ type: 'number', exclusiveMinimum: 0 }, `^auto$|${duration}`),
  },
  choice: {
    parse: (raw, { choices = [] }) => choices.find((choice) => choice === raw),
    mistake: (value, { choices = [] }) => choiceMistake(value, choices) ?? '',
    jsonSchema: ({ choices = [] }) => choiceJsonSchema(choices),
  },
  boolean: {
    parse: readBoolean,
    mistake: (value) => `"${value}" is neither true nor false.`,
    jsonSchema: () => orText({ type: 'boolean' }),
  },
  path: {
    parse: readPath,
    mistake: pathMistake,
    jsonSchema: () => ({ type: 'string', minLength: 1 }),
  },
  'path-or-stdout': {
    parse: (raw) => (raw === '-' ? raw : readPath(raw)),
    mistake: pathMistake,
    jsonSchema: () => ({ type: 'string', minLength: 1 }),
  },
  bytes: {
    parse: readBytes,
    mistake: (value) => `"${value}" isn't a number of bytes. Use a number such as 1048576.`,
    jsonSchema: () => orText({ type: 'integer', minimum: 1 }),
  },
  count: {
    parse: readCount,
    mistake: (value) => `"${value}" isn't a number of records. Use a number such as 5000.`,
    jsonSchema: () => orText({ type: 'integer', minimum: 0 }, '^\\s*\\d+\\s*$'),
  },
  'record-limit': {
    parse: readRecordLimit,
    mistake: (value) =>
      `"${value}" is neither a number of records nor a percentage. Use a limit such as 50 or 2%.`,
    jsonSchema: () =>
      orText({ type: 'integer', minimum: 0 }, '^\\s*(\\d+|\\d+(\\.\\d+)?\\s*%)\\s*$'),
  },
  'clock-time': {
    parse: readClockTime,
    mistake: (value) =>
      `"${value}" isn't a time. Use a time such as 06:00 (today or tomorrow) or 2026-11-27T06:00.`,
    jsonSchema: () => ({ type: 'string', pattern: `${clockPattern}|${variable}` }),
  },
  command: {
    parse: (raw) => (typeof raw === 'string' && raw.trim() !== '' ? raw : undefined),
    mistake: (value) => `"${value}" isn't a command. Use a command such as "./tell.sh".`,
    jsonSchema: () => ({ type: 'string' }),
  },
} satisfies Record<Option['kind'], Kind>;

/** Ms. */
export function readDuration(raw: unknown): number | undefined {
  return typeof raw === 'string' || typeof raw === 'number' ? parseDuration(raw) : undefined;
}

/** Ms, more than 0. */
export function readInterval(raw: unknown): number | 'auto' | undefined {
  return raw === 'auto' ? raw : readDuration(raw) || undefined;
}

export function readBoolean(raw: unknown): boolean | undefined {
  if (typeof raw === 'boolean') return raw;
  if (raw === 'true' || raw === '1') return true;
  return raw === 'false' || raw === '0' ? false : undefined;
}

export function readCount(raw: unknown): number | undefined {
  const count = typeof raw === 'string' && /^\s*\d+\s*$/.test(raw) ? Number(raw) : raw;
  return Number.isSafeInteger(count) && (count as number) >= 0 ? (count as number) : undefined;
}

/** A number of records, or a share of them up to 100 %. */
export function readRecordLimit(raw: unknown): RecordLimit | undefined {
  const [, share] = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(String(raw)) ?? [];
  if (share === undefined) return readCount(raw);
  return Number(share) <= 100 ? `${Number(share)}%` : undefined;
}

export function readBytes(raw: unknown): number | undefined {
  const bytes = typeof raw === 'string' && /^\d+$/.test(raw) ? Number(raw) : raw;
  return Number.isSafeInteger(bytes) && (bytes as number) > 0 ? (bytes as number) : undefined;
}

function pathMistake(value: string, { example = '' }: Option): string {
  return `"${value}" isn't the path of a file. Use a path such as ${example}.`;
}

/** `-` is stdout elsewhere, and a file nowhere. */
export function readPath(raw: unknown): string | undefined {
  return typeof raw === 'string' && raw.trim() !== '' && raw !== '-' ? raw : undefined;
}

/** The problem of a value, as the rest of a sentence about its option. Quotes the value. */
export function optionMistake(option: Option, raw: unknown): string | undefined {
  const { parse, mistake }: Kind = kinds[option.kind];
  if (parse(raw, option) !== undefined) return undefined;
  return typeof raw === 'object'
    ? "can't be a mapping."
    : mistake(plainText(String(raw), 60), option);
}

/** `fault`: the rest of a sentence about a value that is none of the choices. */
export function choiceMistake(
  value: string,
  choices: readonly string[],
  fault = 'is invalid',
): string | undefined {
  if (choices.includes(value)) return undefined;
  const near = didYouMean(value, choices);
  return `"${value}" ${fault}.${near} Use ${either(choices)}.`;
}

/** The schema of values in a file, for editors. */
export function optionJsonSchema(option: Option): Record<string, unknown> {
  return kinds[option.kind].jsonSchema(option);
}

/** One of the choices, or a text with `${NAME}`. */
export function choiceJsonSchema(choices: readonly (string | number)[]): Record<string, unknown> {
  return { anyOf: [{ enum: choices }, { type: 'string', pattern: variable }] };
}

/** `pattern` matches a text, which may also contain `${NAME}`. */
function orText(schema: { readonly type: string; readonly [key: string]: unknown }, pattern = '') {
  const either = pattern === '' ? variable : `${pattern}|${variable}`;
  return { ...schema, type: [schema.type, 'string'], pattern: either };
}
