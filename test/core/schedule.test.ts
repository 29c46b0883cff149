import { describe, expect, it } from 'vitest';
import { nextDelay, outageLimit, retryDelay } from '../../src/core/schedule.ts';

const auto = { intervalMs: 'auto', interactive: false, jitter: false } as const;

describe('the time to the next poll', () => {
  it.each([
    [0, 1000],
    [20_000, 1000],
    [100_000, 5000],
    [200_000, 10_000],
    [3_600_000, 10_000],
  ])('after %i ms without a new state is %i ms', (quietMs, delay) => {
    expect(nextDelay({ quietMs }, auto, 0.5)).toBe(delay);
  });

  it('is aimed just after the predicted end', () => {
    expect(nextDelay({ quietMs: 0, forecastMs: 12_000 }, auto, 0.5)).toBe(12_300);
    expect(nextDelay({ quietMs: 1e6, forecastMs: 2000 }, auto, 0.5)).toBe(2300);
  });

  it('is at least 1 s and at most 30 s with a forecast', () => {
    expect(nextDelay({ quietMs: 0, forecastMs: 0 }, auto, 0.5)).toBe(1000);
    expect(nextDelay({ quietMs: 0, forecastMs: 1e7 }, auto, 0.5)).toBe(30_000);
  });

  it('is never over 5 s where a person looks on', () => {
    const pace = { ...auto, interactive: true };
    expect(nextDelay({ quietMs: 1e7 }, pace, 0.5)).toBe(5000);
    expect(nextDelay({ quietMs: 0, forecastMs: 1e7 }, pace, 0.5)).toBe(5000);
  });

  it('is the interval where one was given', () => {
    const pace = { ...auto, intervalMs: 42_000, interactive: true };
    expect(nextDelay({ quietMs: 0, forecastMs: 10 }, pace, 0.5)).toBe(42_000);
  });

  it('is spread by a tenth with jitter', () => {
    const pace = { ...auto, jitter: true };
    expect(nextDelay({ quietMs: 0 }, pace, 0)).toBe(900);
    expect(nextDelay({ quietMs: 0 }, pace, 1)).toBeCloseTo(1100);
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

  it('is limited by what was chosen, else by whether there was an answer before', () => {
    expect(outageLimit(7000, true)).toBe(7000);
    expect(outageLimit(undefined, true)).toBe(300_000);
    expect(outageLimit(undefined, false)).toBe(15_000);
  });
});
