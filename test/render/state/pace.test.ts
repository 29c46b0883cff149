import { describe, expect, it } from 'vitest';
import { averageOf, mostRates, nextPace, type Pace } from '../../../src/render/state/pace.ts';
import { noon } from '../../helpers/clock.ts';
import { seen } from '../sample-events.ts';

const second = 1000;

/** The pace after counts at so many seconds. */
const paceOf = (...counts: readonly (readonly [seconds: number, completed: number])[]) =>
  counts.reduce<Pace | undefined>(
    (pace, [seconds, completed]) => nextPace(pace, seen({ completed }), noon + seconds * second),
    undefined,
  );

describe('the pace of an import', () => {
  it('has a rate from each count to the next', () => {
    expect(paceOf([0, 0], [1, 100], [3, 500], [4, 500])?.recent).toEqual([100, 200, 0]);
  });

  it('takes counts in quick succession together', () => {
    expect(paceOf([0, 0], [0.5, 100], [1, 200], [1.5, 300], [2, 400])?.recent).toEqual([200, 200]);
  });

  it('knows the recent past only', () => {
    const counts = Array.from({ length: 50 }, (_, index) => [index, index * index] as const);
    const recent = paceOf(...counts)?.recent ?? [];
    expect(recent).toHaveLength(mostRates);
    expect(recent.at(-1)).toBe(49 * 49 - 48 * 48);
  });

  it('starts again when counts fall back', () => {
    const pace = paceOf([0, 0], [1, 100], [2, 10], [3, 40]);
    expect(pace).toMatchObject({ first: { completed: 10 }, recent: [30] });
  });

  it('stays where an answer has no count', () => {
    const pace = paceOf([0, 0], [1, 100]);
    expect(nextPace(pace, seen(), noon + 2 * second)).toBe(pace);
    expect(nextPace(undefined, seen(), noon)).toBeUndefined();
  });
});

describe('the average', () => {
  const fromStart = paceOf([1, 300], [5, 2000]);
  const late = paceOf([1, 3000], [5, 4000]);

  it('counts all of an import that was watched from its start', () => {
    expect(averageOf(fromStart, 5000, 10 * second)).toBe(500);
  });

  it('does not count what was done before', () => {
    expect(averageOf(late, 5000, 10 * second)).toBe(200);
  });

  it('is not told of too short a time, of nothing, or without counts', () => {
    expect(averageOf(late, 5000, 1.9 * second)).toBeUndefined();
    expect(averageOf(late, 3000, 10 * second)).toBeUndefined();
    expect(averageOf(fromStart, 0, 10 * second)).toBeUndefined();
    expect(averageOf(late, undefined, 10 * second)).toBeUndefined();
    expect(averageOf(undefined, 5000, 10 * second)).toBeUndefined();
  });
});
