import type { Clock } from '../../src/core/ports/clock.ts';

/** Always noon on 22 November 2026. */
export const noon = Date.parse('2026-11-22T12:00:00Z');

export const fixedClock: Clock = {
  now: () => noon,
  monotonic: () => 0,
  sleep: async () => {},
};
