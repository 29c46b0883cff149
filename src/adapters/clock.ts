import type { Clock } from '../core/ports/clock.ts';

/** The longest delay of a Node timer. A longer one would fire immediately. */
export const maxTimerMs = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  // As performance.now() does, which loads eight modules of Node.
  monotonic: () => Number(process.hrtime.bigint()) / 1e6,
  idleMs: () => performance.eventLoopUtilization().idle,
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const wake = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      // A timer of 0 ms takes at least one.
      const stop = ms <= 0 ? soon(wake) : later(wake, Math.min(ms, maxTimerMs));
      const onAbort = () => {
        stop();
        reject(signal.reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
    }),
};

/** After what has arrived by now. */
function soon(wake: () => void): () => void {
  const immediate = setImmediate(wake);
  return () => clearImmediate(immediate);
}

function later(wake: () => void, ms: number): () => void {
  const timer = setTimeout(wake, ms);
  return () => clearTimeout(timer);
}
