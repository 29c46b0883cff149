import { describe, expect, it } from 'vitest';
import { averageOf, nextPace, type Pace } from '../../../src/render/state/pace.ts';
import { seen } from '../sample-events.ts';

const second = 1000;

/** The pace after these counts. */
const paceOf = (...counts: readonly number[]) =>
  counts.reduce<Pace | undefined>(
    (pace, completed) => nextPace(pace, seen({ completed })),
    undefined,
  );

describe('the pace of an import', () => {
  it('starts again when counts fall back', () => {
    expect(paceOf(0, 100, 10, 40)).toEqual({ first: 10, last: 40 });
  });

  it('stays if an answer has no count', () => {
    const pace = paceOf(0, 100);
    expect(nextPace(pace, seen())).toBe(pace);
    expect(nextPace(undefined, seen())).toBeUndefined();
  });
});

describe('the average', () => {
  const fromStart = paceOf(300, 2000);
  const late = paceOf(3000, 4000);

  it('counts everything of an import that was watched from its start', () => {
    expect(averageOf(fromStart, 5000, 10 * second)).toBe(500);
  });

  it('does not count records done before', () => {
    expect(averageOf(late, 5000, 10 * second)).toBe(200);
  });

  it('is not shown for too short a time, for nothing, or without counts', () => {
    expect(averageOf(late, 5000, 1.9 * second)).toBeUndefined();
    expect(averageOf(late, 3000, 10 * second)).toBeUndefined();
    expect(averageOf(fromStart, 0, 10 * second)).toBeUndefined();
    expect(averageOf(late, undefined, 10 * second)).toBeUndefined();
    expect(averageOf(undefined, 5000, 10 * second)).toBeUndefined();
  });
});
