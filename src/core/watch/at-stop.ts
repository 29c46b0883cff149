import { lastKnown, stillIn } from './lost.ts';
import type { Verdict } from './verdict.ts';
import type { WatchState } from './watch-state.ts';

/** The verdict if a signal stops the watch. */
export function stopped(state: WatchState, nowMs: number): Verdict {
  return {
    outcome: 'interrupted',
    ...unseenAtStop(state, nowMs),
    error: { code: 'interrupted', message: `Stopped watching. ${knownAtStop(state, nowMs)}` },
  };
}

/** How long the import has not been seen, if the last poll had no usable answer. */
export function unseenAtStop(
  state: WatchState,
  nowMs: number,
): Pick<Verdict, 'unseenMs' | 'noneYet'> {
  if (isNoneYet(state)) return { noneYet: true };
  const { failing, answered, seenMs } = state;
  return failing && answered ? { unseenMs: nowMs - seenMs } : {};
}

/** Whether the service answered, and the next import hasn't started. */
export function isNoneYet({ answered, last, unknownId }: WatchState): boolean {
  return answered && !last && !unknownId;
}

/** What is known about an import whose watch stops before its end: a sentence. */
export function knownAtStop(state: WatchState, nowMs: number): string {
  const { last, failing, unknownId, answered } = state;
  if (!answered) return 'The outcome of the import is unknown.';
  if (unknownId) return "The service doesn't have an import with this id yet.";
  if (!last) return 'No new import has started.';
  if (failing) return `The import was ${lastKnown(state, nowMs)}.`;
  if (last.state === 'unknown') {
    return `The service reports an unknown status: "${last.vendorState}".`;
  }
  return `The import is ${stillIn(last.state)}.`;
}
