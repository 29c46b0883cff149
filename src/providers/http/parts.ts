import { asText, type Json } from '../../core/json.ts';
import type { SnapshotFields } from '../../core/snapshot.ts';
import type { ApiDescription } from './api-description.ts';
import { addressOf, countOf, shareOf, textOf, timeOf } from './values.ts';

/** A part of a snapshot that comes from one expression. */
export interface Part {
  readonly key: keyof ApiDescription;
  readonly field: keyof SnapshotFields;
  /** `undefined` where the value is nothing of the kind. */
  readonly read: (value: Json) => string | number | undefined;
  /** What it is, for people. */
  readonly kind: string;
}

const part = (key: Part['key'] & Part['field'], read: Part['read'], kind: string): Part => ({
  key,
  field: key,
  read,
  kind,
});

/** `percent` stands after `fraction`, and wins. */
export const parts: readonly Part[] = [
  part('completed', countOf, 'count'),
  part('total', countOf, 'count'),
  part('failed', countOf, 'count'),
  part('succeeded', countOf, 'count'),
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
