import type { WaitOptions } from '../model/options.ts';
import { formatDuration } from '../text/duration.ts';
import type { PollContext } from './transition.ts';
import type { Verdict } from './verdict.ts';
import type { WatchState } from './watch-state.ts';

/** The verdict at the deadline, if nothing else decided before. */
export function timedOut(
  state: WatchState,
  { nowMs, deadlineMs, options }: Pick<PollContext, 'nowMs' | 'deadlineMs' | 'options'>,
): Verdict | undefined {
  if (nowMs < deadlineMs) return undefined;
  const { failing, startedMs, seenMs, answered } = state;
  const until = clockLimit(state, deadlineMs, options);
  const limit = until
    ? { words: `by ${until.words} (--until)`, flag: '--until' }
    : { words: `within ${formatDuration(deadlineMs - startedMs)} (--timeout)`, flag: '--timeout' };
  const trouble = failing
    ? ` The service gave no usable answer at the end: ${failing.error.message}`
    : '';
  const error = answered
    ? {
        message: `The import had not ended ${limit.words}.${trouble}`,
        hint: `It goes on in the service; give it longer with ${limit.flag} if need be.`,
      }
    : {
        message: `There was no usable answer ${limit.words}: nothing is known of the import.${trouble}`,
        hint: `Check that the service can be reached, or give it longer with ${limit.flag}.`,
      };
  return {
    outcome: 'timed-out',
    ...(until && { until: until.words }),
    ...(failing && answered && { unseenMs: nowMs - seenMs }),
    error: { code: 'timed-out', ...error },
  };
}

/** The clock time, if it ends the wait before `--timeout` does. */
export function clockLimit(
  { startedMs }: Pick<WatchState, 'startedMs'>,
  deadlineMs: number,
  { timeoutMs = Infinity, until }: Pick<WaitOptions, 'timeoutMs' | 'until'>,
): WaitOptions['until'] {
  return deadlineMs < startedMs + timeoutMs ? until : undefined;
}
