import { systemClock } from '../../clock.ts';

/** A time limit for the other side, which doesn't run while it waits for us. */
export interface Deadline {
  pause(): void;
  resume(): void;
  /** As at the beginning. */
  restart(): void;
}

/** Runs immediately. */
export function createDeadline(limitMs: number, onLate: () => void): Deadline {
  let leftMs = limitMs;
  let startedMs = 0;
  let timer: NodeJS.Timeout;
  function resume(): void {
    startedMs = systemClock.monotonic();
    timer = setTimeout(onLate, leftMs);
  }
  function pause(): void {
    clearTimeout(timer);
    leftMs -= systemClock.monotonic() - startedMs;
  }
  resume();
  return {
    pause,
    resume,
    restart() {
      clearTimeout(timer);
      leftMs = limitMs;
      resume();
    },
  };
}
