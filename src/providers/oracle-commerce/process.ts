import { ImportwatchError } from '../../core/model/errors.ts';
import {
  type ImportSnapshot,
  type ImportState,
  type SnapshotFields,
  snapshot,
} from '../../core/model/snapshot.ts';
import type { OwnWarning } from '../../core/model/warning.ts';
import type { ApiClient } from '../../core/provider/api-request.ts';
import { asCount, asText, asTime, at, type Json } from '../../core/text/json.ts';
import { createCountReader } from './record-counts.ts';

export type ProcessResource = 'importProcess' | 'exportProcess';

/** Polls import or export processes. `segment` is a process id, ready for a path. */
export function processes(
  resource: ProcessResource,
  client: ApiClient,
  baseUrl: string | undefined,
): (segment: string, signal: AbortSignal) => Promise<ImportSnapshot> {
  const readCounts = createCountReader(client, baseUrl);
  return async (segment, signal) => {
    const { body, at: readAt } = await client(
      { path: `/ccadmin/v1/${resource}/${segment}` },
      signal,
    );
    const fields = readProcess(body);
    if (fields.state !== 'succeeded' && fields.state !== 'failed') return snapshot(fields, readAt);
    const counts = await readCounts(segment, linkOf(body, 'meta'), signal);
    const isUnsure = counts === undefined && linkOf(body, 'failedRecordsFile') !== undefined;
    const warnings = isUnsure ? [mayHaveFailed] : undefined;
    return snapshot({ ...fields, ...counts, warnings }, readAt);
  };
}

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
 * startTime, endTime, error: {type, title, detail}, links: [{rel, href}]}`. Only `progress` gives
 * the status, so `completed` is ignored. There are no counts.
 */
function readProcess(body: Json): SnapshotFields {
  const progress = asText(at(body, 'progress'));
  if (progress === undefined) {
    throw new ImportwatchError(
      'bad-answer',
      'The answer about the process contains no "progress".',
      {
        hint: 'If this keeps happening, check baseUrl and operation in the profile.',
      },
    );
  }
  return {
    state: states.get(progress) ?? 'unknown',
    vendorState: progress,
    percent: asCount(at(body, 'completedPercentage')),
    message: errorOf(at(body, 'error')),
    startedAt: asTime(at(body, 'startTime')),
    updatedAt: asTime(at(body, 'endTime')),
  };
}

function errorOf(error: Json | undefined): string | undefined {
  const words = [asText(at(error, 'title')), asText(at(error, 'detail'))];
  return words.filter((word) => word !== undefined).join(': ') || undefined;
}

/** The address that a process links under the name `rel`. */
export function linkOf(body: Json, rel: string): string | undefined {
  const links = at(body, 'links');
  const link = Array.isArray(links) ? links.find((each) => at(each, 'rel') === rel) : undefined;
  return asText(at(link, 'href'));
}

/** Oracle's samples link the file even if `failureCount` is 0. */
const mayHaveFailed: OwnWarning = {
  code: 'failed-records',
  message:
    'Some records may have failed. The process links to a failedRecordsFile, which Oracle provides even if none failed. Open the file to check.',
};
