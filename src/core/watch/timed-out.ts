import type { ImportwatchError } from '../model/errors.ts';
import type { WaitOptions } from '../model/options.ts';
import { formatDuration } from '../text/duration.ts';
import { knownAtStop, unseenAtStop } from './at-stop.ts';
import type { PollContext } from './transition.ts';
import type { Verdict } from './verdict.ts';
import type { WatchState } from './watch-state.ts';

/** The verdict at the deadline, if nothing else decided before. */
export function timedOut(
  state: WatchState,
  { nowMs, deadlineMs, options }: Pick<PollContext, 'nowMs' | 'deadlineMs' | 'options'>,
): Verdict | undefined {
  if (nowMs < deadlineMs) return undefined;
  const { failing, startedMs, answered } = state;
  const until = clockLimit(state, deadlineMs, options);
  const duration = formatDuration(deadlineMs - startedMs);
  const limit = until
    ? { words: `Time limit of ${until.words} reached (--until)`, longer: 'a later --until' }
    : { words: `Time limit of ${duration} reached (--timeout)`, longer: 'a longer --timeout' };
  const lastError = failing?.error.message;
  const trouble = lastError === undefined ? '' : ` Last error: ${lastError}`;
  const error = answered
    ? {
        message: `${limit.words}. ${knownAtStop(state, nowMs)}${trouble}`,
        hint:
          state.last?.state === 'action-required'
            ? 'Continue the import in the service, then resume the wait.'
            : `To wait longer, resume with ${limit.longer}.`,
      }
    : {
        message: `${limit.words} without a usable answer. ${knownAtStop(state, nowMs)}${trouble}`,
        hint: `${nextStep(failing?.error)} To wait longer, use ${limit.longer}.`,
      };
  return {
    outcome: 'timed-out',
    limit: until?.words ?? `the time limit of ${duration}`,
    ...unseenAtStop(state, nowMs),
    ...(lastError !== undefined && { lastError }),
    error: { code: 'timed-out', ...error },
  };
}

/** What to do about a service that never gave a usable answer. */
function nextStep({ hint, status }: Partial<ImportwatchError> = {}): string {
  if (hint) return hint;
  return status === undefined ? 'Check that you can reach the service.' : 'Try again later.';
}

/** The clock time, if it ends the wait before `--timeout` does. */
export function clockLimit(
  { startedMs }: Pick<WatchState, 'startedMs'>,
  deadlineMs: number,
  { timeoutMs = Infinity, until }: Pick<WaitOptions, 'timeoutMs' | 'until'>,
): WaitOptions['until'] {
  return deadlineMs < startedMs + timeoutMs ? until : undefined;
}
