import type { Estimate, Expectation } from '../../core/model/estimates.ts';
import { hasEnded, type ImportSnapshot } from '../../core/model/snapshot.ts';
import { formatDuration } from '../../core/text/duration.ts';
import { formatCount } from '../../core/text/format-count.ts';

/** `812 B`, `3.4 kB`, `120 MB` */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const amount = bytes / 1000 ** power;
  return `${power > 0 && amount < 10 ? amount.toFixed(1) : Math.floor(amount)} ${units[power]}`;
}

/** Whole percent, rounded down; 100 only for an import that has succeeded. */
export function wholePercent({ percent, state }: ImportSnapshot): number | undefined {
  if (percent === undefined) return undefined;
  const most = state === 'succeeded' ? 100 : 99;
  return Math.min(most, Math.max(0, Math.floor(percent)));
}

/** `15,894`, or `15.9k`, `1.2M`. */
function formatCompact(count: number): string {
  if (count < 10_000) return formatCount(count);
  const [value, unit] = count < 1_000_000 ? [count / 1000, 'k'] : [count / 1_000_000, 'M'];
  return `${formatCount(Number(value.toPrecision(value < 100 ? 3 : 4)))}${unit}`;
}

/**
 * The counts for columns of a fixed width, the longest form first: `15,894/50,000 (26 failed)`,
 * `15,894/50,000 x26`, `15.9k/50k x26`. Empty if they aren't known.
 */
export function countForms({ completed, total, failed }: ImportSnapshot): readonly string[] {
  if (completed === undefined || total === undefined) return [];
  const all = formatCount(total);
  const long = `${formatCount(completed).padStart(all.length)}/${all}`;
  const short = `${formatCompact(completed)}/${formatCompact(total)}`;
  if (!failed) return [long, short];
  return [
    `${long} (${formatCount(failed)} failed)`,
    `${long} x${formatCount(failed)}`,
    `${short} x${formatCompact(failed)}`,
    short,
  ];
}

/** `3,450 of 5,000`, or the known part of it. */
export function countsOf({ completed, total }: ImportSnapshot): string | undefined {
  if (completed === undefined) return undefined;
  if (total === undefined) return completed === 0 ? undefined : `${formatCount(completed)} done`;
  return `${formatCount(completed)} of ${formatCount(total)}`;
}

export function failedOf({ failed }: ImportSnapshot): string | undefined {
  return failed ? `${formatCount(failed)} failed` : undefined;
}

/**
 * For an import that is over: `1,200 records, 2 failed`, `795 of 4,000`. Empty if the service
 * reports no counts.
 */
export function recordsOf(snapshot: ImportSnapshot): string {
  const { completed, total = completed } = snapshot;
  const isAll = completed !== undefined && completed >= (total ?? 0) && hasEnded(snapshot);
  const all = isAll && completed > 0 ? formatRecords(completed) : countsOf(snapshot);
  return [all, failedOf(snapshot)].filter(Boolean).join(', ');
}

/** `1,200 records` */
function formatRecords(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'record' : 'records'}`;
}

/**
 * `120/s`, `4.5/s`, `30/min`, `12/h`: two significant digits, because rates are not more precise.
 */
export function formatRate(perSecond: number): string {
  if (perSecond >= 10) return `${formatCount(Number(perSecond.toPrecision(2)))}/s`;
  if (perSecond >= 1) return `${formatCount(perSecond)}/s`;
  if (perSecond >= 1 / 60) return `${Math.round(perSecond * 60)}/min`;
  return `${Math.round(perSecond * 3600)}/h`;
}

/** Without counts, the rate is in percent points, which isn't useful. */
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

/** `~13s left`, `~4m 10s left`, `~25m left`. Nothing once the forecast was missed. */
export function formatLeft(remainingMs: number): string | undefined {
  if (!(remainingMs > 0)) return undefined;
  const stepMs = remainingMs <= 60_000 ? 1000 : remainingMs <= 600_000 ? 10_000 : 60_000;
  const left = formatDuration(Math.ceil(remainingMs / stepMs) * stepMs);
  return `~${stepMs === 60_000 ? left.replace(/ 00s$/, '') : left} left`;
}

/** `usually 4m 00s`, or `longer than usual (4m 00s)`. */
export function formatUsual({ usualMs, elapsedMs }: Expectation): string {
  const usual = formatDuration(usualMs);
  return elapsedMs > usualMs ? `longer than usual (${usual})` : `usually ${usual}`;
}

/** Complete counts and a percentage held below 100 would conflict. */
export function isContradicted({
  state,
  completed = 0,
  total = Infinity,
}: ImportSnapshot): boolean {
  return state !== 'succeeded' && completed >= total;
}

/** All values: percentage, counts, failures, rate, time left. */
export function figuresOf(snapshot: ImportSnapshot, estimate?: Estimate): readonly string[] {
  const percent = wholePercent(snapshot);
  return [
    percent === undefined || isContradicted(snapshot) ? undefined : `${percent}%`,
    countsOf(snapshot),
    failedOf(snapshot),
    estimate && rateOf(snapshot, estimate),
    estimate && formatLeft(estimate.remainingMs),
  ].filter((figure) => figure !== undefined);
}
