import type { Expectation } from '../model/estimates.ts';

const mostRecent = 10;
const leastImports = 3;
/** If the middle half of past durations differs by more than this factor, they predict nothing. */
const mostSpread = 4;
/** An import that takes longer than usual stays nearly done, never done. */
const mostPercent = 95;

/** The usual duration, from past ones, the oldest first; `undefined` if they predict nothing. */
export function usualDuration(durationsMs: readonly number[]): number | undefined {
  const sorted = durationsMs.slice(-mostRecent).sort((a, b) => a - b);
  if (sorted.length < leastImports) return undefined;
  const median = quantile(sorted, 0.5);
  const spread = quantile(sorted, 0.75) / Math.max(1, quantile(sorted, 0.25));
  return median >= 1000 && spread <= mostSpread ? median : undefined;
}

/** 0 to 95: an estimate, from time alone. */
export function expectedPercent({ usualMs, elapsedMs }: Expectation): number {
  return Math.max(0, Math.min(mostPercent, (elapsedMs / usualMs) * 100));
}

function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const [below = 0, above = below] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below + (above - below) * (place - Math.floor(place));
}
