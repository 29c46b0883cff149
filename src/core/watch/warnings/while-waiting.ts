import type { OwnWarning } from '../../model/warning.ts';
import { estimateOf } from '../../pacing/estimate.ts';
import { outageLimit, stallWarningMs } from '../../pacing/schedule.ts';
import { clockLimit } from '../timed-out.ts';
import type { PollContext } from '../transition.ts';
import type { WatchState } from '../watch-state.ts';
import { lateEndNotice, longPauseNotice, noChangeNotice } from './notices.ts';

/** An estimate that misses the clock time by less may still turn out right. */
const leastOverrun = { share: 0.2, ms: 30_000 };
/** Estimates from so short a time are restless. A tenth of the wait is enough too. */
const leastWatchedMs = 60_000;

/** Warnings while the wait continues. */
export function warningsWhileWaiting(
  state: WatchState,
  context: PollContext,
): readonly OwnWarning[] {
  return [
    ...quietNotices(state, context),
    ...patienceNotices(context),
    ...lateEndNotices(state, context),
  ];
}

function quietNotices({ changedMs }: WatchState, { nowMs }: PollContext): readonly OwnWarning[] {
  return nowMs - changedMs >= stallWarningMs ? [noChangeNotice(stallWarningMs)] : [];
}

function patienceNotices(context: PollContext): readonly OwnWarning[] {
  const { options, nowMs, notBeforeMs, deadlineMs } = context;
  const limitMs = outageLimit(options.maxOutageMs, true);
  return Math.min(notBeforeMs, deadlineMs) - nowMs > limitMs
    ? [longPauseNotice(notBeforeMs - nowMs, limitMs)]
    : [];
}

/** The numbers in its text change, and one warning is enough. */
function isSaid(said: ReadonlySet<string>): boolean {
  return [...said].some((words) => words.startsWith('late-end'));
}

/** The first time that the import is expected to end later than the clock time allows. */
function lateEndNotices(state: WatchState, context: PollContext): readonly OwnWarning[] {
  const { nowMs, deadlineMs, options, expect } = context;
  const { last, samples, said } = state;
  const until = clockLimit(state, deadlineMs, options);
  if (until === undefined || last === undefined || isSaid(said)) return [];
  const expected = expect?.(last);
  const neededMs =
    estimateOf(samples, last, nowMs)?.remainingMs ??
    (expected ? expected.usualMs - expected.elapsedMs : 0);
  const leftMs = deadlineMs - nowMs;
  const watchedMs = nowMs - state.startedMs;
  if (watchedMs < Math.min(leastWatchedMs, leftMs / 9)) return [];
  const overrunMs = neededMs - leftMs;
  const isLate = overrunMs > leftMs * leastOverrun.share && overrunMs >= leastOverrun.ms;
  return isLate ? [lateEndNotice(until.words, neededMs, leftMs)] : [];
}
