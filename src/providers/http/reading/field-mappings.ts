import type { SnapshotFields } from '../../../core/model/snapshot.ts';
import { asText, type Json } from '../../../core/text/json.ts';
import type { ApiDescription } from '../api-description.ts';
import {
  addressOf,
  countOf,
  recordCountOf,
  shareOf,
  textOf,
  timeOf,
} from '../expression/values.ts';

/** A field of a snapshot that comes from one expression. */
export interface FieldMapping {
  readonly key: (keyof NonNullable<ApiDescription['also']> & keyof SnapshotFields) | 'fraction';
  readonly field: keyof SnapshotFields;
  /** Returns `undefined` if the value is of another kind. */
  readonly read: (value: Json) => string | number | undefined;
  /** Description of the field, for people. */
  readonly kind: string;
}

const part = (
  key: FieldMapping['key'] & FieldMapping['field'],
  read: FieldMapping['read'],
  kind: string,
): FieldMapping => ({
  key,
  field: key,
  read,
  kind,
});

/** `percent` comes after `fraction`, so it wins. */
export const fieldMappings: readonly FieldMapping[] = [
  part('completed', recordCountOf, 'count'),
  part('total', recordCountOf, 'count'),
  part('failed', recordCountOf, 'count'),
  part('succeeded', recordCountOf, 'count'),
  { key: 'fraction', field: 'percent', read: shareOf, kind: 'number' },
  part('percent', countOf, 'number'),
  part('message', textOf, 'text'),
  part('phase', asText, 'text'),
  part('name', asText, 'text'),
  part('kind', asText, 'text'),
  part('startedAt', timeOf, 'time'),
  part('run', asText, 'text'),
  part('updatedAt', timeOf, 'time'),
  part('url', addressOf, 'address'),
];
