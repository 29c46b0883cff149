import type { SnapshotFields } from '../../../core/model/snapshot.ts';
import { shorten } from '../../../core/text/text.ts';
import type { ApiDescription } from '../api-description.ts';
import { type AnswerSeen, type LookUp, valueIn } from '../expression/expressions.ts';
import { fieldMappings } from './field-mappings.ts';

type Fields = Partial<SnapshotFields>;

/** The fields in an answer. `above` is a prefix of their keys, such as `also.`. */
export function fieldsOf(lookUp: LookUp, seen: AnswerSeen, above = ''): Fields {
  const fields: Record<string, unknown> = {};
  for (const { key, field, read } of fieldMappings) {
    fields[field] = read(valueIn(lookUp(above + key, seen))) ?? fields[field];
  }
  return fields;
}

/** Whether an answer still lacks a field. A percentage also follows from counts. */
export function isLacking(field: keyof SnapshotFields, fields: Fields): boolean {
  const { completed, total } = fields;
  const follows = field === 'percent' && completed !== undefined && total !== undefined;
  return fields[field] === undefined && !follows;
}

/** The expressions of a description, those of `also` included, that found none of these fields. */
export function unreadIn(
  description: ApiDescription,
  fields: Fields,
): NonNullable<SnapshotFields['unread']> {
  const places: readonly (readonly [string, Partial<ApiDescription>])[] = [
    ['', description],
    ['also.', description.also ?? {}],
  ];
  return fieldMappings.flatMap(({ key, field, kind }) =>
    places.flatMap(([above, values]) => {
      const expression = values[key];
      if (expression === undefined || !isLacking(field, fields)) return [];
      const words = `the "${above}${key}" setting found no ${kind} (expression "${shorten(expression, 60)}")`;
      return [{ key: above + key, words }];
    }),
  );
}

/** The fields, completed with those of another answer. */
export function filledUp<F extends Fields>(fields: F, others: Fields): F {
  const more = Object.entries(others).filter(
    ([field, value]) => value !== undefined && isLacking(field as keyof SnapshotFields, fields),
  );
  return { ...fields, ...Object.fromEntries(more) };
}
