import { formatDuration } from '../text/duration.ts';
import type { PollContext } from './transition.ts';
import type { Verdict } from './verdict.ts';
import type { WatchState } from './watch-state.ts';

/** The verdict at the deadline, if nothing else decided before. */
export function timedOut(
  { failing, startedMs, seenMs, answered }: WatchState,
  { nowMs, deadlineMs }: Pick<PollContext, 'nowMs' | 'deadlineMs'>,
): Verdict | undefined {
  if (nowMs < deadlineMs) return undefined;
  const waited = formatDuration(deadlineMs - startedMs);
  const trouble = failing
    ? ` The service gave no usable answer at the end: ${failing.error.message}`
    : '';
  if (!answered) return neverAnswered(waited, trouble);
  return {
    outcome: 'timed-out',
    ...(failing && { unseenMs: nowMs - seenMs }),
    error: {
      code: 'timed-out',
      message: `The import had not ended within ${waited} (--timeout).${trouble}`,
      hint: 'It goes on in the service; give it longer with --timeout if need be.',
    },
  };
}

function neverAnswered(waited: string, trouble: string): Verdict {
  return {
    outcome: 'timed-out',
    error: {
      code: 'timed-out',
      message: `There was no usable answer within ${waited} (--timeout): nothing is known of the import.${trouble}`,
      hint: 'Check that the service can be reached, or give it longer with --timeout.',
    },
  };
}
