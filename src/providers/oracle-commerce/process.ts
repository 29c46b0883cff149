import { ImportwatchError } from '../../core/errors.ts';
import { asCount, asText, asTime, at, type Json } from '../../core/json.ts';
import type { ImportState, SnapshotFields } from '../../core/snapshot.ts';

const states: ReadonlyMap<string, ImportState> = new Map([
  ['pending', 'queued'],
  ['processing', 'running'],
  ['succeeded', 'succeeded'],
  ['failed', 'failed'],
  ['aborted', 'aborted'],
  ['paused', 'blocked'],
  ['blocked', 'blocked'],
]);

/**
 * Reads an import or export process: `{completed, completedPercentage, progress, requestStatus,
 * startTime, endTime, error: {type, title, detail}, links: [{rel, href}]}`. Only `progress` says
 * how it stands; `completed` is not looked at. There are no counts.
 */
export function readProcess(body: Json): SnapshotFields {
  const progress = asText(at(body, 'progress'));
  if (progress === undefined) {
    throw new ImportwatchError('bad-answer', 'The answer about the process has no "progress".', {
      hint: 'If it stays so, check baseUrl and operation of the profile.',
    });
  }
  return {
    state: states.get(progress) ?? 'unknown',
    vendorState: progress,
    percent: asCount(at(body, 'completedPercentage')),
    message: errorOf(at(body, 'error')),
    startedAt: asTime(at(body, 'startTime')),
    updatedAt: asTime(at(body, 'endTime')),
    ...failedRecords(at(body, 'links')),
  };
}

function errorOf(error: Json | undefined): string | undefined {
  const words = [asText(at(error, 'title')), asText(at(error, 'detail'))];
  return words.filter((word) => word !== undefined).join(': ') || undefined;
}

function failedRecords(links: Json | undefined): Pick<SnapshotFields, 'hasFailures' | 'warnings'> {
  const rels = Array.isArray(links) ? links.map((link) => at(link, 'rel')) : [];
  if (!rels.includes('failedRecordsFile')) return { hasFailures: undefined, warnings: undefined };
  const message =
    'There are records that failed: the file that lists them is linked in the process as failedRecordsFile.';
  return { hasFailures: true, warnings: [{ code: 'failed-records', message }] };
}
