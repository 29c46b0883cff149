import * as v from 'valibot';
import type { Field } from '../../core/provider/field.ts';
import { flagName } from '../file/names.ts';
import { interpolationMistake, isInterpolated, literalMistake } from './interpolate.ts';
import {
  choiceJsonSchema,
  choiceMistake,
  type Option,
  optionJsonSchema,
  optionMistake,
} from './option.ts';

/** The messages of these schemas are the rest of a sentence with the path as its subject. */
export type Schema = v.GenericSchema;

/** An option's value, or a text with `${NAME}`. */
export function optionValue(option: Option): Schema {
  const mistake = (raw: unknown) =>
    option.kind !== 'command' && isInterpolated(raw)
      ? interpolationMistake(raw)
      : optionMistake(option, raw);
  const schema = v.pipe(
    v.unknown(),
    v.check(
      (raw) => mistake(raw) === undefined,
      ({ input }) => mistake(input) ?? '',
    ),
  );
  return described(schema, option, optionJsonSchema(option));
}

/** The mistake of a value in a file that someone else may have put there. */
export const onlyInOwnFile =
  'is allowed only in your user configuration (~/.config/importwatch/config.yaml) or in a file passed with --config.';

/** An option that isn't allowed in a folder that someone else may have filled. */
export function notFound(key: string): Schema {
  return v.pipe(
    v.unknown(),
    v.check(() => false, `${onlyInOwnFile} Use ${flagName(key)} instead.`),
  );
}

interface Text extends Omit<Field, 'secret'> {
  /** The problem of a text that doesn't depend on the environment. */
  readonly mistake?: ((text: string) => string | undefined) | undefined;
  /** An alternative form. */
  readonly or?: Schema | undefined;
  /** `${NAME}` has no special meaning in it. */
  readonly literal?: boolean | undefined;
}

/** A text, or a number as written. */
export function textValue({ mistake: own, or, literal, ...field }: Text): Schema {
  const { choices } = field;
  const mistake = (raw: string | number) => {
    const value = String(raw);
    if (value.trim() === '') return 'is empty.';
    const mistaken = () => own?.(value) ?? (choices && choiceMistake(value, choices));
    if (literal) return literalMistake(value) ?? mistaken();
    return interpolationMistake(value) ?? (isInterpolated(value) ? undefined : mistaken());
  };
  const message = ({ input }: { readonly input: unknown }) => {
    if (input === undefined) return missing(describe(field));
    if (typeof input !== 'object') return 'must be text. Put it in quotes.';
    return `must be text${or ? ', or {env: NAME}, {file: path} or {command: "…"}' : ''}.`;
  };
  const scalar = v.pipe(
    v.union([v.string(), v.number()], message),
    v.check(
      (raw) => mistake(raw) === undefined,
      ({ input }) => mistake(input) ?? '',
    ),
  );
  const among =
    choices && (literal ? { enum: choices } : choiceJsonSchema(choices.flatMap(bothForms)));
  return described(or ? v.union([scalar, or], message) : scalar, field, among);
}

/** A list of one or more such values. */
export function listOf(element: Schema, { describe }: Pick<Field, 'describe'>): Schema {
  const message = 'must be a list, such as [200, 202].';
  return described(v.pipe(v.array(element, message), v.minLength(1, 'is empty.')), { describe });
}

/** A text, or any structure. */
export function dataValue(field: Described, literal: boolean): Schema {
  const structures = v.union([v.array(v.unknown()), v.looseObject({})]);
  const message = 'must be text, a mapping or a list.';
  const given = v.union([v.pipe(v.string(), v.nonEmpty('is empty.')), structures], message);
  const mistakeOf = literal ? literalMistake : interpolationMistake;
  const checked = v.pipe(
    given,
    v.check(
      (raw) => firstMistake(raw, mistakeOf) === undefined,
      ({ input }) => firstMistake(input, mistakeOf) ?? '',
    ),
  );
  return described(checked, field);
}

type MistakeOf = (text: string) => string | undefined;

/** In the keys and texts of a structure. */
function firstMistake(data: unknown, mistakeOf: MistakeOf): string | undefined {
  if (typeof data === 'string') return mistakeOf(data);
  if (typeof data !== 'object' || data === null) return undefined;
  for (const [key, below] of Object.entries(data)) {
    const mistake = mistakeOf(key) ?? firstMistake(below, mistakeOf);
    if (mistake !== undefined) return mistake;
  }
  return undefined;
}

/** A choice such as `2` may be written without quotes, as a number. */
function bothForms(choice: string): (string | number)[] {
  return /^\d+$/.test(choice) ? [choice, Number(choice)] : [choice];
}

/** With what editors show of the field. */
export function described(schema: Schema, field: Described, jsonSchema: object = {}): Schema {
  const { example } = field;
  return v.pipe(
    schema,
    v.description(describe(field)),
    v.metadata({ ...jsonSchema, ...(example !== undefined && { examples: [example] }) }),
  );
}

type Described = Pick<Field, 'describe' | 'default' | 'example'>;

function describe(field: Described): string {
  const text = field.describe[0]?.toUpperCase() + field.describe.slice(1);
  return field.default === undefined ? `${text}.` : `${text}. Default: ${field.default}.`;
}

/** The message for a value that is not there. */
export function missing(description = ''): string {
  const [first = ''] = description.split(/\.(?:\s|$)/);
  const what = first.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
  return what === '' ? 'is missing.' : `is missing (${what}).`;
}
