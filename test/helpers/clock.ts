import type { Clock } from '../../src/core/ports/clock.ts';

/** Noon of 22 November 2026, standing still. */
export const noon = Date.parse('2026-11-22T12:00:00Z');

export const fixedClock: Clock = {
  now: () => noon,
  monotonic: () => 0,
  sleep: async () => {},
};
