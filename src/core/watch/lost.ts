import type { ErrorReport } from '../model/errors.ts';
import type { ImportSnapshot, ImportState } from '../model/snapshot.ts';
import { formatDuration } from '../text/duration.ts';
import { formatCount } from '../text/format-count.ts';
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

/** `still running`, `still waiting for a person` */
export function stillIn(state: ImportState): string {
  return `still ${states[state]}`;
}

/** The last known state of an import: `running 4s ago`. */
export function lastSeen(state: ImportState, unseenMs: number): string {
  return `${states[state]} ${formatDuration(unseenMs)} ago`;
}

/** The service found this import earlier and no longer does, however it reports that. */
export function gone(
  state: WatchState,
  nowMs: number,
  { message, status }: { readonly message: string; readonly status?: number | undefined },
): Verdict {
  return lost(state, nowMs, {
    code: 'gone',
    message: `The import is gone: it was ${lastKnown(state, nowMs)}. ${message}`,
    ...(status !== undefined && { status }),
    hint: 'Look up the outcome in the service.',
  });
}

/** The id now belongs to another run. */
export function superseded(state: WatchState, nowMs: number): Verdict {
  return lost(state, nowMs, {
    code: 'superseded',
    message: `Another run has replaced this import, which was ${lastKnown(state, nowMs)}.`,
    hint: 'The service may have restarted and reused the id. Look up the outcome in the service.',
  });
}

/** `running 4s ago, at 3,450 of 5,000` */
export function lastKnown({ last, seenMs }: WatchState, nowMs: number): string {
  const state = lastSeen(last?.state ?? 'unknown', nowMs - seenMs);
  const progress = last && progressOf(last);
  return progress === undefined ? state : `${state}, at ${progress}`;
}

function progressOf({ completed, total, percent }: ImportSnapshot): string | undefined {
  const part = percent === undefined ? undefined : `${Math.floor(percent)}%`;
  const done = completed === undefined ? part : formatCount(completed);
  return done === undefined || total === undefined ? done : `${done} of ${formatCount(total)}`;
}

function lost({ seenMs }: WatchState, nowMs: number, error: ErrorReport): Verdict {
  return { outcome: 'no-answer', unseenMs: nowMs - seenMs, error };
}
