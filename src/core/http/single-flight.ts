import { abortable } from '../ports/abort.ts';

interface Flight<T> {
  readonly result: Promise<T>;
  readonly abort: AbortController;
  waiting: number;
}

/**
 * Shares one run of `work` among all callers while it is in progress. If the signal of a caller is
 * aborted, only that caller leaves. `work` is aborted when no caller is left.
 */
export function singleFlight<T>(
  work: (signal: AbortSignal) => Promise<T>,
): (signal: AbortSignal) => Promise<T> {
  let current: Flight<T> | undefined;
  return async (signal) => {
    signal.throwIfAborted();
    current ??= takeOff(work);
    const flight = current;
    flight.waiting += 1;
    try {
      return await abortable(flight.result, signal);
    } finally {
      flight.waiting -= 1;
      if (flight.waiting === 0) {
        current = undefined;
        flight.abort.abort();
      }
    }
  };
}

function takeOff<T>(work: (signal: AbortSignal) => Promise<T>): Flight<T> {
  const abort = new AbortController();
  return { result: work(abort.signal), abort, waiting: 0 };
}
