import type { Ask } from '../../core/ask.ts';
import { ImportwatchError } from '../../core/errors.ts';
import { asCount, at, type Json } from '../../core/json.ts';
import { type ImportSnapshot, type SnapshotFields, snapshot } from '../../core/snapshot.ts';
import {
  type Counts,
  isDoubtful,
  nextStandstill,
  type Standstill,
  withAnswer,
} from './standstill.ts';

/** Polls imports of assets; `segment` is the token of one, ready for a path. */
export function assetImports(
  ask: Ask,
): (segment: string, signal: AbortSignal) => Promise<ImportSnapshot> {
  const standstills = new Map<string, Standstill>();
  let answersStatus = true;

  /** `GET /asset/importStatus`; whatever is wrong with it is no fault of the import. */
  async function isImporting(signal: AbortSignal): Promise<boolean | undefined> {
    try {
      const { body } = await ask({ path: '/ccadmin/v1/asset/importStatus' }, signal);
      const word = at(body, 'importInProgressStatus');
      return typeof word === 'boolean' ? word : undefined;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ImportwatchError)) throw error;
      answersStatus = error.transient;
      return undefined;
    }
  }

  return async (segment, signal) => {
    const answer = await ask({ path: `/ccadmin/v1/asset/import/${segment}` }, signal);
    let standstill = nextStandstill(standstills.get(segment), countsOf(answer.body));
    if (answersStatus && isDoubtful(standstill)) {
      const importing = await isImporting(signal);
      if (importing !== undefined) standstill = withAnswer(standstill, importing, answer.atMs);
    }
    standstills.set(segment, standstill);
    return snapshot(readAssetImport(standstill), answer.at);
  };
}

function countsOf(body: Json): Counts {
  return { total: asCount(at(body, 'total')), current: asCount(at(body, 'current')) };
}

/**
 * The service has no word for the state. `vendorState` is how its two numbers stand to each
 * other, or the answer of `importStatus` where that decides. Rows that failed are counted in the
 * answer of the call that started the import and nowhere else, so nothing here says "no errors".
 */
export function readAssetImport({
  counts: { total, current: completed },
  nothingRuns,
}: Pick<Standstill, 'counts' | 'nothingRuns'>): SnapshotFields {
  if (total === undefined || completed === undefined || total === 0) {
    const vendorState = total === 0 ? 'total is 0' : 'no counts';
    return { state: 'queued', vendorState, completed, ...(nothingRuns && nothingRunning) };
  }
  const counts = { completed, total };
  if (completed >= total) {
    const message = 'all assets processed';
    return { state: 'succeeded', vendorState: 'current >= total', ...counts, message };
  }
  if (!nothingRuns) return { state: 'running', vendorState: 'current < total', ...counts };
  const message = `stopped at ${completed} of ${total} assets: nothing is imported on this instance any more. Oracle gives no reason on this API.`;
  return { state: 'failed', vendorState: 'importInProgressStatus is false', ...counts, message };
}

const nothingRunning = {
  message: 'nothing is running on this instance: not started yet, or an empty import',
  warnings: [
    {
      code: 'nothing-running',
      message:
        'Nothing is being imported on this instance: the import has not been started yet, or it was empty. The wait goes on.',
    },
  ],
};
