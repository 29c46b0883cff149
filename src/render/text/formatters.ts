import type { Estimate, Expectation } from '../../core/model/estimates.ts';
import type { ImportSnapshot } from '../../core/model/snapshot.ts';
import { formatDuration } from '../../core/text/duration.ts';
import { formatCount } from '../../core/text/format-count.ts';

/** Whole percent, rounded down; 100 only for an import that has succeeded. */
export function wholePercent({ percent, state }: ImportSnapshot): number | undefined {
  if (percent === undefined) return undefined;
  const most = state === 'succeeded' ? 100 : 99;
  return Math.min(most, Math.max(0, Math.floor(percent)));
}

/** `3,450 of 5,000`, or the part that is known. */
export function countsOf({ completed, total }: ImportSnapshot): string | undefined {
  if (completed === undefined) return undefined;
  if (total === undefined) return completed === 0 ? undefined : `${formatCount(completed)} done`;
  return `${formatCount(completed)} of ${formatCount(total)}`;
}

export function failedOf({ failed }: ImportSnapshot): string | undefined {
  return failed ? `${formatCount(failed)} failed` : undefined;
}

/** `1,200 of 1,200, 2 failed`; empty if nothing is counted. */
export function recordsOf(snapshot: ImportSnapshot): string {
  return [countsOf(snapshot), failedOf(snapshot)].filter(Boolean).join(', ');
}

/** `120/s`, `4.5/s`, `30/min`, `12/h`: two significant digits, since no rate is more precise. */
export function formatRate(perSecond: number): string {
  if (perSecond >= 10) return `${formatCount(Number(perSecond.toPrecision(2)))}/s`;
  if (perSecond >= 1) return `${formatCount(perSecond)}/s`;
  if (perSecond >= 1 / 60) return `${Math.round(perSecond * 60)}/min`;
  return `${Math.round(perSecond * 3600)}/h`;
}

/** Without counts, the rate is in percent points, which helps nobody. */
export function rateOf(
  { total }: ImportSnapshot,
  { perSecond }: Pick<Estimate, 'perSecond'>,
): string | undefined {
  return total !== undefined && perSecond > 0 ? formatRate(perSecond) : undefined;
}

/** Whole seconds, so that nothing flickers. */
export function formatSeconds(ms: number): string {
  return formatDuration(Math.floor(Math.max(0, ms) / 1000) * 1000);
}

/** Time until something is retried, to the nearest second, at least one. */
export function formatWait(ms: number): string {
  return formatDuration(Math.max(1, Math.round(ms / 1000)) * 1000);
}

/** `13s left`, `4m 10s left`, `25m left`; nothing once the forecast was missed. */
export function formatLeft(remainingMs: number): string | undefined {
  if (!(remainingMs > 0)) return undefined;
  const stepMs = remainingMs <= 60_000 ? 1000 : remainingMs <= 600_000 ? 10_000 : 60_000;
  const left = formatDuration(Math.ceil(remainingMs / stepMs) * stepMs);
  return `${stepMs === 60_000 ? left.replace(/ 00s$/, '') : left} left`;
}

/** `usually 4m 00s`, or `longer than usual (4m 00s)`. */
export function formatUsual({ usualMs, elapsedMs }: Expectation): string {
  const usual = formatDuration(usualMs);
  return elapsedMs > usualMs ? `longer than usual (${usual})` : `usually ${usual}`;
}

/**
 * All values: percentage, counts, failures, rate, time left. If the counts are complete, a
 * percentage held below 100 would contradict them and is left out.
 */
export function figuresOf(snapshot: ImportSnapshot, estimate?: Estimate): readonly string[] {
  const percent = wholePercent(snapshot);
  const { state, completed = 0, total = Infinity } = snapshot;
  const isAll = state !== 'succeeded' && completed >= total;
  return [
    percent === undefined || isAll ? undefined : `${percent}%`,
    countsOf(snapshot),
    failedOf(snapshot),
    estimate && rateOf(snapshot, estimate),
    estimate && formatLeft(estimate.remainingMs),
  ].filter((figure) => figure !== undefined);
}
