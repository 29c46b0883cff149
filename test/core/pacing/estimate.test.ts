import { describe, expect, it } from 'vitest';
import { snapshot } from '../../../src/core/model/snapshot.ts';
import {
  estimateOf,
  forecastOf,
  nextSamples,
  type Samples,
} from '../../../src/core/pacing/estimate.ts';
import { running } from '../../helpers/story.ts';

const counts = (completed: number, total = 1000) => snapshot(running({ completed, total }), 0);

/** The estimate after the given counts, one a second; asked `laterMs` after the last. */
function estimateAfter(completed: readonly number[], laterMs = 0) {
  let samples: Samples = [];
  completed.forEach((count, second) => {
    samples = nextSamples(samples, counts(count), second * 1000);
  });
  const nowMs = (completed.length - 1) * 1000 + laterMs;
  return estimateOf(samples, counts(completed.at(-1) ?? 0), nowMs);
}

describe('an estimate', () => {
  it('is not made without enough samples', () => {
    expect(estimateAfter([0])).toBeUndefined();
    expect(estimateAfter([0, 10])).toBeUndefined();
    expect(estimateAfter([0, 0, 0, 10])).toBeUndefined();
  });

  it('follows a steady import', () => {
    expect(estimateAfter([0, 10, 20, 30, 40])).toEqual({ perSecond: 10, remainingMs: 96_000 });
  });

  it('is not misled by counts that come in jumps', () => {
    const jumps = Array.from({ length: 41 }, (_, second) => Math.floor(second / 5) * 50);
    expect(estimateAfter(jumps)?.perSecond).toBeCloseTo(10, 0);
    const between = estimateAfter([...jumps, 400, 400]);
    expect(between?.perSecond).toBeCloseTo(10, 0);
    expect(between?.remainingMs).toBe(58_000);
  });

  it('slows down in a pause that is longer than usual', () => {
    const before = estimateAfter([0, 10, 20, 30]);
    const later = estimateAfter([0, 10, 20, 30], 30_000);
    expect(later?.perSecond).toBeLessThan((before?.perSecond ?? 0) / 5);
  });

  it('counts a pause from when the next change was due', () => {
    const samples = [5, 6, 7].map((second, index) => ({ atMs: second * 1000, completed: index }));
    expect(estimateOf(samples, counts(2), 17_000)).toEqual({
      perSecond: expect.closeTo(2 / 11),
      remainingMs: expect.closeTo((998 * 11_000) / 2 - 1000),
    });
  });

  it('follows a change of pace', () => {
    const fast = Array.from({ length: 60 }, (_, second) => second * 10);
    const slow = Array.from({ length: 60 }, (_, second) => 590 + second);
    expect(estimateAfter([...fast, ...slow])?.perSecond).toBeCloseTo(1, 0);
  });

  it('starts again when counts fall back', () => {
    expect(estimateAfter([0, 10, 20, 30, 5])).toBeUndefined();
  });

  it('uses percentages if there are no counts', () => {
    let samples: Samples = [];
    const at = (percent: number) => snapshot(running({ percent }), 0);
    [0, 10, 20, 30].forEach((percent, second) => {
      samples = nextSamples(samples, at(percent), second * 1000);
    });
    expect(estimateOf(samples, at(30), 3000)).toEqual({ perSecond: 10, remainingMs: 7000 });
    const ofMany = snapshot(running({ percent: 30, total: 1000 }), 0);
    expect(estimateOf(samples, ofMany, 3000)).toEqual({ perSecond: 10, remainingMs: 7000 });
  });

  it('is not made of an import that has ended', () => {
    let samples: Samples = [];
    [0, 10, 20, 30].forEach((count, second) => {
      samples = nextSamples(samples, counts(count), second * 1000);
    });
    const aborted = snapshot({ ...running({ completed: 30, total: 1000 }), state: 'aborted' }, 0);
    expect(estimateOf(samples, counts(30), 3000)).toBeDefined();
    expect(estimateOf(samples, aborted, 3000)).toBeUndefined();
  });

  it('is not made past the total', () => {
    expect(estimateAfter([970, 980, 990, 1000])).toBeUndefined();
  });

  it('remembers a bounded number of samples', () => {
    let samples: Samples = [];
    for (let count = 0; count < 5000; count++) {
      samples = nextSamples(samples, counts(count, 10_000), count * 1000);
    }
    expect(samples.length).toBeLessThanOrEqual(64);
    expect(estimateOf(samples, counts(4999, 10_000), 4_999_000)?.perSecond).toBeCloseTo(1);
  });
});

describe('the samples of an estimate', () => {
  const at = (completed: number, atMs: number) => ({ completed, atMs });

  it('are the counts when they change, and start again when they fall back', () => {
    let samples: Samples = [];
    for (const [count, ms] of [
      [5, 1000],
      [5, 2000],
      [7, 3000],
    ] as const) {
      samples = nextSamples(samples, counts(count), ms);
    }
    expect(samples).toEqual([at(5, 1000), at(7, 3000)]);
    expect(nextSamples(samples, counts(6), 4000)).toEqual([at(6, 4000)]);
    expect(nextSamples(samples, snapshot(running(), 0), 4000)).toBe(samples);
    expect(nextSamples(samples, snapshot(running({ completed: 9 }), 0), 4000)).toBe(samples);
  });

  it('are thinned out evenly, the first one kept', () => {
    let samples: Samples = [];
    for (let count = 0; count <= 64; count++) samples = nextSamples(samples, counts(count), count);
    expect(samples.map(({ atMs }) => atMs)).toEqual(Array.from({ length: 33 }, (_, i) => 2 * i));
  });

  it('are not enough without figures, or with figures and no samples', () => {
    const samples = [at(0, 0), at(10, 1000), at(20, 2000)];
    expect(estimateOf(samples, snapshot(running(), 0), 2000)).toBeUndefined();
    expect(estimateOf([], counts(20), 2000)).toBeUndefined();
    expect(forecastOf([], counts(20), 2000)).toBeUndefined();
    expect(forecastOf(samples, snapshot(running(), 0), 2000)).toBeUndefined();
  });

  it('are enough from three of them over two seconds on', () => {
    const estimate = (...ms: number[]) =>
      estimateOf(
        ms.map((atMs, index) => at(index * 10, atMs)),
        counts((ms.length - 1) * 10),
        ms.at(-1) ?? 0,
      );
    expect(estimate(5000, 6000, 7000)).toEqual({ perSecond: 10, remainingMs: 98_000 });
    expect(estimate(5000, 6000, 6999)).toBeUndefined();
    expect(estimate(5000, 8000)).toBeUndefined();
  });

  it('count for twenty seconds, or for the last third of a longer time', () => {
    const rate = (...seconds: number[]) => {
      const samples = seconds.map((second, index) => at(index, second * 1000));
      const nowMs = (seconds.at(-1) ?? 0) * 1000;
      return estimateOf(samples, counts(seconds.length - 1), nowMs)?.perSecond;
    };
    expect(rate(5, 100, 101, 110, 120)).toBeCloseTo(3 / 20);
    expect(rate(5, 99, 101, 110, 120)).toBeCloseTo(3 / 21);
    expect(rate(5, 80, 101, 110, 120)).toBeCloseTo(2 / 19);
    expect(rate(70, 100, 101, 110, 120)).toBeCloseTo(3 / 20);
    expect(rate(5, 10, 120)).toBeCloseTo(2 / 115);
    expect(rate(5, 10, 119, 120)).toBeCloseTo(3 / 115);
    expect(rate(5, 10, 15, 120)).toBeCloseTo(3 / 115);
  });
});

describe('a forecast', () => {
  const forecast = (completed: readonly number[], laterMs = 0) => {
    let samples: Samples = [];
    completed.forEach((count, second) => {
      samples = nextSamples(samples, counts(count), second * 1000);
    });
    const nowMs = (completed.length - 1) * 1000 + laterMs;
    return forecastOf(samples, counts(completed.at(-1) ?? 0), nowMs);
  };

  it('goes by the last few changes', () => {
    const steady = Array.from({ length: 60 }, (_, second) => second);
    expect(forecast([...steady, 69, 79, 89, 99])).toBe(90_100);
    expect(forecast([...steady, 69, 79, 89, 99], 4000)).toBe(86_100);
  });

  it('is missed, not put off, while nothing changes', () => {
    expect(forecast([0, 200, 400, 600, 800], 60_000)).toBe(0);
  });

  it('is not made if there is no estimate', () => {
    expect(forecast([0, 10])).toBeUndefined();
  });
});
