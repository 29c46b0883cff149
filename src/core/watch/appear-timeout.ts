import type { ErrorReport } from '../model/errors.ts';
import { appearDelay, outageLimit, unknownIdGrace } from '../pacing/schedule.ts';
import { formatDuration } from '../text/duration.ts';
import type { PollContext, Transition } from './transition.ts';
import type { Verdict } from './verdict.ts';
import type { WatchState } from './watch-state.ts';

/** Whether an id that the service doesn't know may still appear, as `--appear-timeout` allows. */
export function mayAppear(
  { live, unknownId }: WatchState,
  { options, named, nowMs, deadlineMs }: PollContext,
): boolean {
  if (options.once || !named || live || unknownId === undefined) return false;
  const { appearTimeoutMs = 0 } = options;
  return nowMs < Math.min(unknownId.sinceMs + appearTimeoutMs, deadlineMs);
}

/**
 * If a status says that an id is unknown, the service may register it late, whatever
 * `--appear-timeout` says.
 */
export function isInGrace({ unknownId }: WatchState, context: PollContext): boolean {
  const { options, nowMs, deadlineMs } = context;
  if (unknownId === undefined || options.once || nowMs >= deadlineMs) return false;
  const { polls, spanMs } = unknownIdGrace;
  return unknownId.polls < polls || nowMs - unknownId.sinceMs < spanMs;
}

/** Polls again for such an id, at the latest when its time is up. */
export function untilItAppears(
  { state, emitted }: Omit<Transition, 'next'>,
  error: ErrorReport,
  context: PollContext,
): Transition {
  const { options, nowMs, deadlineMs, notBeforeMs, random } = context;
  const { polls = 1, sinceMs = nowMs } = state.unknownId ?? {};
  const endMs = sinceMs + (options.appearTimeoutMs ?? 0);
  const dueMs = Math.min(nowMs + appearDelay(polls, options.intervalMs, random), endMs);
  const patientMs = Math.max(endMs, nowMs + outageLimit(options.maxOutageMs, true));
  const latestMs = Math.min(patientMs, deadlineMs);
  const atMs = Math.min(Math.max(dueMs, notBeforeMs), latestMs);
  const retry = { type: 'retry', error, attempt: polls, delayMs: atMs - nowMs } as const;
  return {
    state,
    emitted: [...emitted, retry],
    next: { atMs, latestMs },
  };
}

/** The verdict on an id that had time to appear. Its error says so. */
export function afterAppearing(
  { unknownId }: WatchState,
  verdict: Verdict,
  { options, nowMs }: PollContext,
): Verdict {
  const { error } = verdict;
  if (!error || !options.appearTimeoutMs) return verdict;
  if (unknownId === undefined || unknownId.polls < 2) return verdict;
  const asked = `importwatch polled ${unknownId.polls} times in ${formatDuration(nowMs - unknownId.sinceMs)}`;
  return {
    ...verdict,
    error: { ...error, message: `${error.message} ${asked} (--appear-timeout).` },
  };
}
