import type { Clock } from '../core/ports/clock.ts';

/** The longest delay of a Node timer. A longer one would fire immediately. */
export const maxTimerMs = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  // As performance.now() does, which loads eight modules of Node.
  monotonic: () => Number(process.hrtime.bigint()) / 1e6,
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const onAbort = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(
        () => {
          signal.removeEventListener('abort', onAbort);
          resolve();
        },
        Math.min(Math.max(0, ms), maxTimerMs),
      );
      signal.addEventListener('abort', onAbort, { once: true });
    }),
};
