import { describe, expect, it } from 'vitest';
import { type Forecast, nextForecast } from '../../../src/render/state/forecast.ts';
import { noon } from '../../helpers/clock.ts';

const minute = 60_000;
const first = nextForecast(undefined, { perSecond: 100, remainingMs: 10 * minute }, noon);
const told = ({ perSecond, doneAt }: Forecast) => ({ perSecond, leftMs: doneAt - noon });
const next = (perSecond: number, remainingMs: number, at = noon) =>
  told(nextForecast(first, { perSecond, remainingMs }, at));

describe('a forecast', () => {
  it('is at first the estimate', () => {
    expect(told(first)).toEqual({ perSecond: 100, leftMs: 10 * minute });
  });

  it('stays if the next estimate is nearly the same', () => {
    expect(next(110, 11 * minute)).toEqual(told(first));
    expect(next(90, 9 * minute)).toEqual(told(first));
  });

  it('goes some of the way to one that is not', () => {
    expect(next(140, 14 * minute).perSecond).toBeCloseTo(113.3, 1);
    expect(next(140, 14 * minute).leftMs).toBeCloseTo((11 + 1 / 3) * minute, 0);
  });

  it('comes there within a few answers', () => {
    const estimates = Array.from({ length: 6 }, () => ({
      perSecond: 140,
      remainingMs: 14 * minute,
    }));
    const last = estimates.reduce<Forecast>((held, next) => nextForecast(held, next, noon), first);
    expect(Math.abs(told(last).leftMs / minute - 14)).toBeLessThan(0.06 * 14);
    expect(Math.abs(last.perSecond - 140)).toBeLessThan(0.06 * 140);
  });

  it('adopts a new pace immediately', () => {
    expect(next(400, 2.5 * minute)).toEqual({ perSecond: 400, leftMs: 2.5 * minute });
  });

  it('that was missed starts again', () => {
    expect(next(1, minute, noon + 11 * minute)).toEqual({ perSecond: 1, leftMs: 12 * minute });
  });

  it('keeps the time left from growing, even if estimates swing by a tenth', () => {
    const estimateAt = (second: number) => {
      const swing = 1 + 0.1 * Math.sin(second * 2.4);
      return { perSecond: 100 / swing, remainingMs: (600 - second) * 1000 * swing };
    };
    const growing = (leftMs: (second: number) => number): number => {
      const texts = Array.from({ length: 500 }, (_, second) => leftMs(second));
      return texts.filter((left, second) => rounded(left) > rounded(texts[second - 1] ?? Infinity))
        .length;
    };
    const rounded = (ms: number): number => Math.ceil(ms / 10_000);
    let held: Forecast | undefined;
    const calm = growing((second) => {
      held = nextForecast(held, estimateAt(second), noon + second * 1000);
      return held.doneAt - noon - second * 1000;
    });
    const raw = growing((second) => estimateAt(second).remainingMs);
    expect(raw).toBeGreaterThan(150);
    expect(calm).toBeLessThan(raw / 4);
  });
});
