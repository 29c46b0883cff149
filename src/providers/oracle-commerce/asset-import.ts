import { ImportwatchError } from '../../core/model/errors.ts';
import { type ImportSnapshot, type SnapshotFields, snapshot } from '../../core/model/snapshot.ts';
import type { OwnWarning } from '../../core/model/warning.ts';
import type { ApiClient } from '../../core/provider/api-request.ts';
import { asCount, at, type Json } from '../../core/text/json.ts';
import {
  type Counts,
  type Figures,
  hasVanished,
  isDoubtful,
  isGone,
  nextStandstill,
  type Standstill,
  withAnswer,
} from './standstill.ts';

/** Polls asset imports. `segment` is an import's token, ready for a path. */
export function assetImports(
  client: ApiClient,
): (segment: string, signal: AbortSignal) => Promise<ImportSnapshot> {
  const standstills = new Map<string, Standstill>();

  /** Calls `GET /asset/importStatus`. A failure of this call says nothing about the import. */
  async function isImporting(signal: AbortSignal): Promise<boolean | 'not told' | undefined> {
    try {
      const { body } = await client({ path: '/ccadmin/v1/asset/importStatus' }, signal);
      const word = at(body, 'importInProgressStatus');
      return typeof word === 'boolean' ? word : undefined;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ImportwatchError)) throw error;
      return error.transient ? undefined : 'not told';
    }
  }

  return async (segment, signal) => {
    const { body, at, atMs } = await client(
      { path: `/ccadmin/v1/asset/import/${segment}` },
      signal,
    );
    const before = standstills.get(segment);
    let standstill = nextStandstill(before, countsOf(body), atMs);
    if (isDoubtful(standstill) && !isComplete(standstill.counts)) {
      const importing = await isImporting(signal);
      if (importing !== undefined) standstill = withAnswer(standstill, importing, atMs);
    }
    standstills.set(segment, standstill);
    if (isGone(standstill, atMs)) throw emptyRecord();
    // Oracle may still be counting, so the total can grow.
    const isNews = before !== undefined && standstill.polls === 0;
    const mayGrow = isNews && isComplete(standstill.counts) && (await isImporting(signal)) === true;
    return snapshot(mayGrow ? onceMore(standstill) : readAssetImport(standstill), at);
  };
}

function countsOf(body: Json): Counts {
  return { total: asCount(at(body, 'total')), current: asCount(at(body, 'current')) };
}

function isComplete({ total = 0, current = 0 }: Counts): boolean {
  return total > 0 && current >= total;
}

/**
 * The service has no status for an asset import. `vendorState` describes how its two numbers
 * relate, or the answer of `importStatus` if that decides. Only the answer of the call that started
 * the import counts failed rows, so nothing here reports "no errors".
 */
function readAssetImport(
  standstill: Pick<Standstill, 'counts' | 'counted' | 'hasMoved' | 'hasStopped' | 'nothingRuns'>,
): SnapshotFields {
  const { counts, counted, hasMoved, hasStopped, nothingRuns } = standstill;
  const { total, current: completed } = counts;
  if (total === undefined || completed === undefined || total === 0) {
    const vendorState = total === 0 ? 'total is 0' : 'no counts';
    if (counted && hasVanished(standstill)) return vanished(counted, vendorState);
    return { state: 'queued', vendorState, completed, ...(nothingRuns && nothingRunning) };
  }
  const figures = { completed, total };
  if (completed >= total) {
    const message = 'all assets processed';
    return { state: 'succeeded', vendorState: 'current >= total', ...figures, message };
  }
  const vendorState = 'importInProgressStatus is false';
  if (hasStopped) {
    const message = stopped({ total, current: completed });
    return { state: 'failed', vendorState, ...figures, message };
  }
  if (nothingRuns && !hasMoved) return { state: 'queued', vendorState, ...figures, ...notStarted };
  return { state: 'running', vendorState: 'current < total', ...figures };
}

function stopped({ total, current }: Figures): string {
  return `The count stopped at ${current} of ${total} assets, and nothing is being imported on this instance. Either the import stopped early, or the other ${total - current} assets had errors: Oracle's API doesn't report which ones, or why.`;
}

/** Keeps the last counts there were. */
function vanished({ total, current }: Figures, vendorState: string): SnapshotFields {
  const message = `the counts are gone (the last were ${current} of ${total})`;
  return { state: 'running', vendorState, completed: current, total, message };
}

/** Oracle may still be counting, so the next poll decides. */
function onceMore({ counts: { total, current } }: Standstill): SnapshotFields {
  const vendorState = 'importInProgressStatus is true';
  return { state: 'running', vendorState, completed: current, total };
}

function emptyRecord(): ImportwatchError {
  return new ImportwatchError('not-found', 'The service no longer returns counts.');
}

const nothingRunning = {
  message: 'nothing is running on this instance: not started yet, or an empty import',
  warnings: [
    {
      code: 'nothing-running',
      message:
        "Nothing is being imported on this instance. The import hasn't started yet, it was empty, or the token is wrong. importwatch keeps waiting.",
    },
  ] satisfies readonly OwnWarning[],
};

/** Upload and validation come first, and a person may have to confirm in between. */
const notStarted = {
  message: 'nothing is running on this instance: not started yet',
  warnings: [
    {
      code: 'nothing-running',
      message:
        "Nothing is being imported on this instance, and no asset has arrived yet. The import hasn't started, or it waits for a confirmation. importwatch keeps waiting.",
    },
  ] satisfies readonly OwnWarning[],
};
