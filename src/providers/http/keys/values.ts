import type { Key } from '../../../core/provider/field.ts';
import { expression } from './parts.ts';

/** What can be read of an import besides its state. */
export const valueKeys: Readonly<Record<string, Key>> = {
  completed: expression('how many records are done', 'progress.done'),
  total: expression('how many records there are', 'progress.total'),
  failed: expression('how many records failed', 'length(errors)'),
  succeeded: expression(
    'how many records arrived in whole or in part; only if failed counts records that arrived in part',
    'sum([imported, partly_imported])',
  ),
  percent: expression('how far it is, 0 to 100, where there are no counts', 'percent_done'),
  fraction: expression('how far it is, 0 to 1, where there are no counts', 'progress'),
  message: expression(
    'what the service says: a text, or a list whose first few are shown',
    'errors[].message',
  ),
  phase: expression('what is being done', 'step'),
  name: expression('name of the import, for people', 'file.name'),
  kind: expression('what is imported', 'type'),
  startedAt: expression('when it began: ISO 8601, or seconds or ms since 1970', 'created_at'),
  run: expression(
    'what differs in another run under the same id; if it changes, the wait ends with 6',
    'started_at',
  ),
  updatedAt: expression('last sign of life, in the same forms', 'updated_at'),
  url: expression('page where a person sees the import', 'links.web'),
};
