import { describe, expect, it } from 'vitest';
import { nextDelay, outageLimit, retryDelay } from '../../../src/core/pacing/schedule.ts';

const auto = { intervalMs: 'auto', interactive: false, jitter: false } as const;

const timing = { elapsedMs: 0, quietMs: 0, unchangedMs: 0 };

describe('the time to the next poll', () => {
  it.each([
    [0, 1000],
    [20_000, 1000],
    [100_000, 5000],
    [200_000, 10_000],
    [3_600_000, 10_000],
  ])('after %i ms without a new state is %i ms', (quietMs, delay) => {
    expect(nextDelay({ ...timing, quietMs }, auto, 0.5)).toBe(delay);
  });

  it.each([
    ['a share of the time that is left', { elapsedMs: 600_000, forecastMs: 20_000 }, 8000],
    ['at most 30 s', { elapsedMs: 600_000, forecastMs: 1e7 }, 30_000],
    ['at least 1 s', { elapsedMs: 600_000, forecastMs: 10 }, 1000],
    ['a share of the time since the start', { elapsedMs: 10_000, forecastMs: 1e7 }, 3500],
    ['by the time without a change', { elapsedMs: 6e5, unchangedMs: 80_000, forecastMs: 0 }, 4000],
    ['at most 10 s then', { elapsedMs: 6e6, unchangedMs: 1e6, forecastMs: 0 }, 10_000],
  ])('with a forecast is %s', (_name, given, delay) => {
    expect(nextDelay({ ...timing, ...given }, auto, 0.5)).toBe(delay);
  });

  it('is never over 5 s while a person is watching', () => {
    const pace = { ...auto, interactive: true };
    expect(nextDelay({ ...timing, quietMs: 1e7 }, pace, 0.5)).toBe(5000);
    expect(nextDelay({ ...timing, elapsedMs: 1e7, forecastMs: 1e7 }, pace, 0.5)).toBe(5000);
  });

  it('is the given interval', () => {
    const pace = { ...auto, intervalMs: 42_000, interactive: true };
    expect(nextDelay({ ...timing, forecastMs: 10 }, pace, 0.5)).toBe(42_000);
  });

  it('is spread by a tenth with jitter', () => {
    const pace = { ...auto, jitter: true };
    expect(nextDelay(timing, pace, 0)).toBe(900);
    expect(nextDelay(timing, pace, 1)).toBeCloseTo(1100);
  });
});

describe('the time to another try', () => {
  it('doubles from 1 s to 30 s, give or take a fifth', () => {
    expect([1, 2, 3, 4, 5, 6, 60].map((attempt) => retryDelay(attempt, 0.5))).toEqual([
      1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
    ]);
    expect(retryDelay(1, 0)).toBe(800);
    expect(retryDelay(1, 1)).toBeCloseTo(1200);
  });

  it('is limited by the option, or by whether there was an answer before', () => {
    expect(outageLimit(7000, true)).toBe(7000);
    expect(outageLimit(undefined, true)).toBe(300_000);
    expect(outageLimit(undefined, false)).toBe(15_000);
  });
});
