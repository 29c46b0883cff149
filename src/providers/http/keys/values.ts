import type { Key } from '../../../core/provider/field.ts';
import { expression } from './parts.ts';

/** What can be read of an import besides its state. */
export const valueKeys: Readonly<Record<string, Key>> = {
  completed: expression('how many records are processed', 'progress.done'),
  total: expression('how many records there are', 'progress.total'),
  failed: expression('how many records failed', 'length(errors)'),
  succeeded: expression(
    'how many records arrived, completely or in part; only if failed also counts records that arrived in part',
    'sum([imported, partly_imported])',
  ),
  percent: expression('progress from 0 to 100, if there are no counts', 'percent_done'),
  fraction: expression('progress from 0 to 1, if there are no counts', 'progress'),
  message: expression(
    'message of the service: a text, or a list whose first elements are shown',
    'errors[].message',
  ),
  phase: expression('the current step', 'step'),
  name: expression('name of the import, for people', 'file.name'),
  kind: expression('what is imported', 'type'),
  startedAt: expression(
    'when the import began: ISO 8601, or seconds or ms since 1970',
    'created_at',
  ),
  run: expression(
    'a value that differs in another run under the same id; if it changes, the wait ends with 6',
    'started_at',
  ),
  updatedAt: expression('the last sign of life, in the same forms', 'updated_at'),
  url: expression('page where you see the import', 'links.web'),
};
