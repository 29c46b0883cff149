import type { WatchOptions } from '../model/options.ts';
import type { Clock } from '../ports/clock.ts';

/** Two clocks drift by less. A larger difference means that the wall clock was set. */
const mostDriftMs = 1000;

/**
 * Returns the end of the wait in monotonic ms, whenever it is called: the time limit or the clock
 * time, whichever is earlier. The clock time follows a wall clock that is set meanwhile.
 */
export function createWaitLimit(
  { once, timeoutMs = Infinity, until }: Pick<WatchOptions, 'once' | 'timeoutMs' | 'until'>,
  clock: Pick<Clock, 'now' | 'monotonic'>,
): () => number {
  if (once) return () => Infinity;
  const limitMs = clock.monotonic() + timeoutMs;
  if (until === undefined) return () => limitMs;
  let untilMs = Number.NEGATIVE_INFINITY;
  return () => {
    const ms = clock.monotonic() + until.at - clock.now();
    if (Math.abs(ms - untilMs) > mostDriftMs) untilMs = ms;
    return Math.min(limitMs, untilMs);
  };
}
