import type { Clock } from '../ports/clock.ts';

/** Notices that nothing was reported for too long. */
export interface Heartbeat {
  /** Something is being reported now. */
  spoke(): void;
  /** The result of the work, or undefined as soon as nothing was reported for too long. */
  orBeat<T>(work: Promise<T>): Promise<{ readonly value: T } | undefined>;
}

/**
 * A beat is due `everyMs` after the last report, or never if `everyMs` is 0. There is one timer,
 * however often something is reported or awaited, and no timer once the signal is aborted.
 */
export function createHeartbeat(everyMs: number, clock: Clock, signal: AbortSignal): Heartbeat {
  let dueMs = clock.monotonic() + everyMs;
  let armed = everyMs === 0;
  let beat = () => {};

  async function arm(): Promise<void> {
    armed = true;
    do {
      while (clock.monotonic() < dueMs) await clock.sleep(dueMs - clock.monotonic(), signal);
      // A result that arrives at the same time comes first.
      await clock.sleep(0, signal);
    } while (clock.monotonic() < dueMs);
    armed = false;
    beat();
  }

  return {
    spoke() {
      dueMs = clock.monotonic() + everyMs;
    },
    orBeat: (work) =>
      new Promise((resolve, reject) => {
        beat = () => resolve(undefined);
        work.then((value) => resolve({ value }), reject);
        if (!armed) arm().catch(() => {});
      }),
  };
}
