import * as v from 'valibot';
import type { Field } from '../../core/provider/field.ts';
import { either } from '../../core/text/either.ts';
import { unknown as unknownKey } from '../file/mistake.ts';
import { didYouMean } from '../file/nearest.ts';
import { missing, type Schema } from './field-schema.ts';
import { literalMistake } from './interpolate.ts';

interface MappingRules {
  /** Each of these groups needs exactly one key. */
  readonly oneOf?: readonly (readonly string[])[] | undefined;
  /** Each of these groups allows at most one key. */
  readonly atMostOneOf?: readonly (readonly string[])[] | undefined;
  /** Each of these groups needs all of its keys or none. */
  readonly together?: readonly (readonly string[])[] | undefined;
  /** In each of these groups, at most one key can be true. */
  readonly opposites?: readonly (readonly string[])[];
  /** What a message about a group calls a key. */
  readonly nameOf?: ((key: string) => string) | undefined;
  /** Where all keys are listed: a sentence for an unknown key that is like no other. */
  readonly allKeys?: string;
  /** The message for a key that belongs elsewhere. */
  readonly misplaced?: (key: string, value: unknown) => string | undefined;
}

/** A mapping of known keys: each unknown or missing key is a mistake of its own. */
export function mapping(entries: Record<string, Schema>, rules: MappingRules = {}) {
  const { oneOf = [], atMostOneOf = [], together = [], opposites = [], misplaced } = rules;
  const elsewhere = rules.allKeys === undefined ? '' : ` ${rules.allKeys}`;
  const { nameOf = (key: string) => key } = rules;
  const listed = (keys: readonly string[], joint?: 'and') => either(keys.map(nameOf), joint);
  return v.pipe(
    v.looseObject(entries, ({ path }) => {
      const entry = path && entries[String(path[0].key)];
      return entry ? missing(v.getDescription(entry)) : 'must be a mapping of keys to values.';
    }),
    v.rawCheck(({ dataset: { value }, addIssue }) => {
      if (typeof value !== 'object' || value === null) return;
      const input = value as Record<string, unknown>;
      const unknown = Object.keys(input).filter((key) => !Object.hasOwn(entries, key));
      for (const key of unknown) {
        const message =
          misplaced?.(key, input[key]) ??
          unknownKey(didYouMean(key, Object.keys(entries)) || elsewhere);
        addIssue({
          message,
          path: [{ type: 'object', origin: 'key', input, key, value: input[key] }],
        });
      }
      for (const group of [...oneOf, ...atMostOneOf]) {
        const given = givenOf(group, input);
        if (given.length > 1) addIssue({ message: `has ${listed(given, 'and')}. Keep only one.` });
      }
      for (const group of oneOf) {
        const given = givenOf(group, input);
        if (given.length + unknown.length === 0) {
          addIssue({ message: `needs ${listed(group)}.` });
        }
      }
      for (const group of unknown.length > 0 ? [] : together) {
        const given = givenOf(group, input);
        const lacking = group.filter((key) => !given.includes(key));
        if (given.length > 0 && lacking.length > 0) {
          addIssue({
            message: `has ${listed(given, 'and')} without ${listed(lacking)}. Set both, or neither.`,
          });
        }
      }
      for (const group of opposites) {
        if (group.every((key) => input[key] === true)) {
          addIssue({ message: `has ${either(group, 'and')}. Keep only one.` });
        }
      }
    }),
    v.metadata({
      additionalProperties: false,
      ...(oneOf.length + atMostOneOf.length > 0 && {
        allOf: [
          ...oneOf.map((group) => ({ oneOf: group.map(required) })),
          ...atMostOneOf.map((group) => ({
            oneOf: [...group.map(required), { not: { anyOf: group.map(required) } }],
          })),
        ],
      }),
      ...(together.length > 0 && {
        dependencies: Object.fromEntries(
          together.flatMap((group) =>
            group.map((key) => [key, group.filter((other) => other !== key)] as const),
          ),
        ),
      }),
    }),
  );
}

function givenOf(
  group: readonly string[],
  values: Readonly<Record<string, unknown>>,
): readonly string[] {
  return group.filter((key) => values[key] !== undefined);
}

const required = (key: string) => ({ required: [key] });

/** The entries of a mapping: one for each field, optional unless the field is required. */
export function entriesOf<F extends Pick<Field, 'required'>>(
  fields: Readonly<Record<string, F>>,
  schemaOf: (field: F, key: string) => Schema,
): Record<string, Schema> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]) => {
      const schema = schemaOf(field, key);
      return [key, field.required ? schema : v.optional(schema)];
    }),
  );
}

/** A mapping with names that the user chooses. Each value has this schema. */
export function named(
  { pattern, message }: { readonly pattern: RegExp; readonly message: string },
  value: Schema,
) {
  const name = v.pipe(
    v.string(),
    v.check(
      (key) => pattern.test(key) && literalMistake(key) === undefined,
      ({ input }) => (pattern.test(input) ? (literalMistake(input) ?? '') : message),
    ),
    v.metadata({ pattern: pattern.source }),
  );
  return v.record(name, value, 'must be a mapping of names to values.');
}

export const headerName = {
  pattern: /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/,
  message: "isn't a valid header name.",
};
