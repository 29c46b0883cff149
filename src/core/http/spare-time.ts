import { ImportwatchError } from '../model/errors.ts';
import { cutMs, type InFlightPoll } from '../pacing/in-flight-poll.ts';
import { abortable, done } from '../ports/abort.ts';
import type { Clock } from '../ports/clock.ts';

/** How much longer a poll may take for what only adds to its answer. */
const mostMs = 5000;
/** The answer itself must be complete before its poll is cut off. */
const marginMs = 100;

/**
 * Does what only adds to the answer of a poll, in the time that the poll can spare. Rejects with
 * `no-reply` if it takes longer, and with the signal's reason once that is aborted.
 */
export async function inSpareTime<T>(
  work: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
  clock: Clock,
  inFlight: InFlightPoll | undefined,
): Promise<T> {
  signal.throwIfAborted();
  const restMs = inFlight ? cutMs(inFlight) - marginMs - clock.monotonic() : Infinity;
  const late = new AbortController();
  const tooLate = new ImportwatchError('no-reply', 'The second request took too long.');
  if (restMs <= 0) throw tooLate;
  const timer = new AbortController();
  const either = AbortSignal.any([signal, late.signal]);
  clock.sleep(Math.min(mostMs, restMs), timer.signal).then(
    () => late.abort(tooLate),
    () => {},
  );
  try {
    return await abortable(work(either), either);
  } finally {
    timer.abort(done);
  }
}
