import type { Estimate, Expectation } from '../model/estimates.ts';
import { hasEnded, type ImportSnapshot } from '../model/snapshot.ts';

/** The counts at the times when they changed, in monotonic ms. */
export type Samples = readonly { readonly atMs: number; readonly completed: number }[];

const maxSamples = 64;
const windowMs = 20_000;
/** The window is at least this share of the samples, so that bursts even out over a long run. */
const windowShare = 1 / 3;
const leastSamples = 3;
const lastFew = 5;
const leastSpanMs = 2000;

function progressOf(snapshot: ImportSnapshot): { completed: number; total: number } | undefined {
  const { completed, total, percent } = snapshot;
  if (completed !== undefined && total !== undefined) return { completed, total };
  return percent === undefined ? undefined : { completed: percent, total: 100 };
}

/**
 * Adds a snapshot. If counts fall back, the samples start again: old ones say nothing about the
 * rate.
 */
export function nextSamples(samples: Samples, snapshot: ImportSnapshot, atMs: number): Samples {
  const completed = progressOf(snapshot)?.completed;
  if (completed === undefined) return samples;
  const last = samples.at(-1);
  if (last?.completed === completed) return samples;
  if (last !== undefined && completed < last.completed) return [{ atMs, completed }];
  const all = [...samples, { atMs, completed }];
  return all.length > maxSamples ? all.filter((_, index) => index % 2 === 0) : all;
}

/**
 * Rate and time left, measured from change to change so that counts in jumps don't mislead. A pause
 * longer than usual lowers the rate. `undefined` as long as there is too little to go by.
 */
export function estimateOf(
  samples: Samples,
  snapshot: ImportSnapshot,
  nowMs: number,
): Estimate | undefined {
  const progress = progressOf(snapshot);
  const first = samples[0];
  const last = samples.at(-1);
  if (progress === undefined || first === undefined || last === undefined) return undefined;
  if (hasEnded(snapshot)) return undefined;
  if (progress.completed >= progress.total) return undefined;
  const fromMs = last.atMs - Math.max(windowMs, (last.atMs - first.atMs) * windowShare);
  const recent = samples.filter(({ atMs }) => atMs >= fromMs);
  const start = recent.length >= leastSamples ? (recent[0] ?? first) : first;
  const count = Math.max(recent.length, samples.length >= leastSamples ? leastSamples : 0);
  if (count < leastSamples || last.atMs - start.atMs < leastSpanMs) return undefined;
  const usualGapMs = (last.atMs - start.atMs) / (count - 1);
  const untilMs = Math.max(last.atMs, nowMs - usualGapMs);
  const perMs = (last.completed - start.completed) / (untilMs - start.atMs);
  const sinceLastMs = Math.min(nowMs - last.atMs, usualGapMs);
  return {
    perSecond: perMs * 1000,
    remainingMs: Math.max(0, (progress.total - last.completed) / perMs - sinceLastMs),
  };
}

/**
 * Ms until the end by the last few changes only, which show a new pace first: too restless to be
 * shown, but better for the schedule. `undefined` if there is no estimate.
 */
export function forecastOf(
  samples: Samples,
  snapshot: ImportSnapshot,
  nowMs: number,
): number | undefined {
  const progress = progressOf(snapshot);
  const [first, last] = [samples.slice(-lastFew)[0], samples.at(-1)];
  if (!first || !last || !progress || !estimateOf(samples, snapshot, nowMs)) return undefined;
  const perMs = (last.completed - first.completed) / (last.atMs - first.atMs);
  return Math.max(0, (progress.total - last.completed) / perMs - (nowMs - last.atMs));
}

const mostRecent = 10;
const leastImports = 3;
/** If the middle half of past durations differs by more than this factor, they predict nothing. */
const mostSpread = 4;
/** An import that takes longer than usual stays nearly done, never done. */
const mostPercent = 95;

/** The usual duration, from past ones, the oldest first. `undefined` if they predict nothing. */
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
