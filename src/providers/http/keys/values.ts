import type { Key } from '../../../core/provider/field.ts';
import { expression } from './parts.ts';

/** Keys for the values of an import other than its state. */
export const valueKeys: Readonly<Record<string, Key>> = {
  completed: expression('number of processed records', 'progress.done'),
  total: expression('number of all records', 'progress.total'),
  failed: expression('number of records that failed', 'length(errors)'),
  succeeded: expression(
    'number of records imported at least in part. Needed only if failed includes partially imported records',
    'sum([imported, partly_imported])',
  ),
  percent: expression('progress from 0 to 100, if there are no counts', 'percent_done'),
  fraction: expression('progress from 0 to 1, if there are no counts', 'progress'),
  message: expression(
    "the service's message, as text or a list. importwatch shows the first few of a list",
    'errors[].message',
  ),
  phase: expression('the current step', 'step'),
  name: expression('name of the import, for people', 'file.name'),
  kind: expression('what is imported', 'type'),
  startedAt: expression('start time: ISO 8601, or seconds or ms since 1970', 'created_at'),
  run: expression(
    'a value that differs in another run under the same id. If it changes, the wait ends with exit code 6',
    'started_at',
  ),
  updatedAt: expression('time of the last activity, in the same formats', 'updated_at'),
  url: expression('page of the import, to open in a browser', 'links.web'),
};
