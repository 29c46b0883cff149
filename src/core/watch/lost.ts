import type { ErrorReport } from '../model/errors.ts';
import type { ImportState } from '../model/snapshot.ts';
import { formatDuration } from '../text/duration.ts';
import type { Verdict } from './verdict.ts';
import type { WatchState } from './watch-state.ts';

/** The last known state of an import, as in `it was running 4s ago`. */
const states: Readonly<Record<ImportState, string>> = {
  queued: 'queued',
  blocked: 'blocked',
  running: 'running',
  'action-required': 'waiting for a person',
  succeeded: 'shown as succeeded',
  failed: 'shown as failed',
  aborted: 'shown as aborted',
  'not-found': 'not found',
  unknown: 'in an unknown state',
};

/** The last known state of an import: `running 4s ago`. */
export function lastSeen(state: ImportState, unseenMs: number): string {
  return `${states[state]} ${formatDuration(unseenMs)} ago`;
}

/** The service once found this import and no longer does, however it reports that. */
export function gone(
  state: WatchState,
  nowMs: number,
  { message, status }: { readonly message: string; readonly status?: number | undefined },
): Verdict {
  return lost(state, nowMs, {
    code: 'gone',
    message: `The import is gone: ${stood(state, nowMs)}. ${message}`,
    ...(status !== undefined && { status }),
    hint: 'Check in the service how the import ended.',
  });
}

/** The id now belongs to another run. */
export function superseded(state: WatchState, nowMs: number): Verdict {
  return lost(state, nowMs, {
    code: 'superseded',
    message: `Another run has taken the place of this import: ${stood(state, nowMs)}.`,
    hint: 'The service may have restarted and reused the id. Check in the service how the import ended.',
  });
}

function stood({ last, seenMs }: WatchState, nowMs: number): string {
  return `it was ${lastSeen(last?.state ?? 'unknown', nowMs - seenMs)}`;
}

function lost({ seenMs }: WatchState, nowMs: number, error: ErrorReport): Verdict {
  return { outcome: 'no-answer', unseenMs: nowMs - seenMs, error };
}
