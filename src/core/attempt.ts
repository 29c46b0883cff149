import { done } from './abort.ts';
import type { Clock } from './clock.ts';
import { ImportwatchError } from './errors.ts';
import type { ImportSnapshot } from './snapshot.ts';

/** What came of one poll. `cut`: no answer by the time it had. */
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
  signal.throwIfAborted();
  const own = new AbortController();
  let stop = () => {};
  try {
    return await new Promise<Attempt>((resolve, reject) => {
      stop = () => {
        reject(signal.reason);
        own.abort(signal.reason);
      };
      signal.addEventListener('abort', stop, { once: true });
      poll(own.signal).then(
        (snapshot) => resolve({ snapshot }),
        (error: unknown) =>
          error instanceof ImportwatchError ? resolve({ error }) : reject(error),
      );
      if (untilMs === Number.POSITIVE_INFINITY) return;
      clock.sleep(untilMs - clock.monotonic(), own.signal).then(
        () => resolve({ cut: true }),
        () => {},
      );
    });
  } finally {
    signal.removeEventListener('abort', stop);
    own.abort(done);
  }
}
