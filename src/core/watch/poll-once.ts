import { ImportwatchError } from '../model/errors.ts';
import type { ImportSnapshot } from '../model/snapshot.ts';
import { cutMs, type InFlightPoll } from '../pacing/in-flight-poll.ts';
import { abortable, done } from '../ports/abort.ts';
import type { Clock } from '../ports/clock.ts';

/** The result of one poll. `cut`: no answer in time. The poll keeps running until it is aborted. */
export type PollResult =
  | { readonly snapshot: ImportSnapshot }
  | { readonly error: ImportwatchError }
  | { readonly cut: true };

/**
 * Polls once, at most until the wait ends. Rejects with the signal's reason once that is aborted,
 * and with any error that isn't an `ImportwatchError`.
 */
export async function pollOnce(
  poll: (signal: AbortSignal, inFlight: InFlightPoll) => Promise<ImportSnapshot>,
  inFlight: InFlightPoll,
  clock: Clock,
  signal: AbortSignal,
): Promise<PollResult> {
  const answer = abortable(poll(signal, inFlight), signal).then(
    (snapshot): PollResult => ({ snapshot }),
    (error: unknown): PollResult => {
      if (!signal.aborted && error instanceof ImportwatchError) return { error };
      throw signal.aborted ? signal.reason : error;
    },
  );
  if (inFlight.deadlineMs === Number.POSITIVE_INFINITY) return answer;
  const timer = new AbortController();
  try {
    return await Promise.race([answer, cut(inFlight, clock, timer.signal)]);
  } finally {
    answer.catch(() => {});
    timer.abort(done);
  }
}

/** How far the poll has come at the deadline decides how much longer it may take. */
async function cut(inFlight: InFlightPoll, clock: Clock, signal: AbortSignal): Promise<PollResult> {
  const leftMs = inFlight.deadlineMs - clock.monotonic();
  if (leftMs > 0) await clock.sleep(leftMs, signal);
  while (clock.monotonic() < cutMs(inFlight))
    await clock.sleep(cutMs(inFlight) - clock.monotonic(), signal);
  return { cut: true };
}
