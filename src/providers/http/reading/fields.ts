import type { SnapshotFields } from '../../../core/model/snapshot.ts';
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

/** The fields, completed with those of another answer. */
export function filledUp<F extends Fields>(fields: F, others: Fields): F {
  const more = Object.entries(others).filter(
    ([field, value]) => value !== undefined && isLacking(field as keyof SnapshotFields, fields),
  );
  return { ...fields, ...Object.fromEntries(more) };
}
