import { abortable, done } from './abort.ts';
import type { Clock } from './clock.ts';
import { ImportwatchError } from './errors.ts';
import type { ImportSnapshot } from './snapshot.ts';

/** What came of one poll. `cut`: no answer by the time it had; it goes on until it is aborted. */
export type Attempt =
  | { readonly snapshot: ImportSnapshot }
  | { readonly error: ImportwatchError }
  | { readonly cut: true };

/**
 * Polls once, until `untilMs` (monotonic) at most. Rejects with the signal's reason when that is
 * aborted, and with whatever is not an `ImportwatchError`.
 */
export async function attempt(
  poll: (signal: AbortSignal) => Promise<ImportSnapshot>,
  untilMs: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<Attempt> {
  const answer = abortable(poll(signal), signal).then(
    (snapshot): Attempt => ({ snapshot }),
    (error: unknown): Attempt => {
      if (!signal.aborted && error instanceof ImportwatchError) return { error };
      throw signal.aborted ? signal.reason : error;
    },
  );
  if (untilMs === Number.POSITIVE_INFINITY) return answer;
  const timer = new AbortController();
  const cut = clock
    .sleep(untilMs - clock.monotonic(), timer.signal)
    .then((): Attempt => ({ cut: true }));
  cut.catch(() => {});
  try {
    return await Promise.race([answer, cut]);
  } finally {
    answer.catch(() => {});
    timer.abort(done);
  }
}
