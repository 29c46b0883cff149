import { performance } from 'node:perf_hooks';
import { systemClock } from '../../src/adapters/clock.ts';
import type { Clock } from '../../src/core/ports/clock.ts';

/** A clock that runs several times as fast, so delays are real but short. */
export function hurriedClock(speed: number): Clock {
  return {
    now: Date.now,
    monotonic: () => performance.now() * speed,
    sleep: (ms, signal) => systemClock.sleep(ms / speed, signal),
  };
}
