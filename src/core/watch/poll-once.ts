import { ImportwatchError } from '../model/errors.ts';
import type { ImportSnapshot } from '../model/snapshot.ts';
import { cutMs, type Turn } from '../pacing/turn.ts';
import { abortable, done } from '../ports/abort.ts';
import type { Clock } from '../ports/clock.ts';

/** The result of one poll. `cut`: no answer in time. The poll keeps running until it is aborted. */
export type PollResult =
  | { readonly snapshot: ImportSnapshot }
  | { readonly error: ImportwatchError }
  | { readonly cut: true };

/**
 * Polls once, at most until its turn ends. Rejects with the signal's reason once that is aborted,
 * and with any error that isn't an `ImportwatchError`.
 */
export async function pollOnce(
  poll: (signal: AbortSignal, turn: Turn) => Promise<ImportSnapshot>,
  turn: Turn,
  clock: Clock,
  signal: AbortSignal,
): Promise<PollResult> {
  const answer = abortable(poll(signal, turn), signal).then(
    (snapshot): PollResult => ({ snapshot }),
    (error: unknown): PollResult => {
      if (!signal.aborted && error instanceof ImportwatchError) return { error };
      throw signal.aborted ? signal.reason : error;
    },
  );
  if (turn.deadlineMs === Number.POSITIVE_INFINITY) return answer;
  const timer = new AbortController();
  try {
    return await Promise.race([answer, cut(turn, clock, timer.signal)]);
  } finally {
    answer.catch(() => {});
    timer.abort(done);
  }
}

/** How far the poll has come at the deadline decides how much longer it may take. */
async function cut(turn: Turn, clock: Clock, signal: AbortSignal): Promise<PollResult> {
  const leftMs = turn.deadlineMs - clock.monotonic();
  if (leftMs > 0) await clock.sleep(leftMs, signal);
  while (clock.monotonic() < cutMs(turn))
    await clock.sleep(cutMs(turn) - clock.monotonic(), signal);
  return { cut: true };
}
