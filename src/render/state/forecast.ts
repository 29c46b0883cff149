import type { Estimate } from '../../core/model/estimates.ts';

/** Rate and end of an import. */
interface Outlook {
  /** Units of `completed` a second; percent points where there are no counts. */
  readonly perSecond: number;
  /** Epoch ms. */
  readonly doneAt: number;
}

/** What a person is told of rate and end: calmer than the estimates it is made from. */
export interface Forecast extends Outlook {
  /** Of the estimates so far, the newest counting most. */
  readonly mean: Outlook;
}

/** So much of the mean is the newest estimate. */
const weight = 1 / 3;
/** What is told stays until the mean is so far from it, in parts of it. */
const calm = 0.05;
const calmMs = 1000;

/** An end that differs by more, in parts of the time left, is a new pace and no swing of the old one. */
const newPace = 0.5;

/**
 * The forecast after an estimate made at epoch ms `at`. It begins anew where it has not come true, and
 * with a new pace.
 */
export function nextForecast(
  before: Forecast | undefined,
  { perSecond, remainingMs }: Estimate,
  at: number,
): Forecast {
  const next = { perSecond, doneAt: at + remainingMs };
  const isOver = before === undefined || before.doneAt <= at;
  if (isOver || Math.abs(next.doneAt - before.mean.doneAt) > remainingMs * newPace) {
    return { ...next, mean: next };
  }
  const mean = {
    perSecond: between(before.mean.perSecond, next.perSecond),
    doneAt: between(before.mean.doneAt, next.doneAt),
  };
  return {
    perSecond: settled(before.perSecond, mean.perSecond, before.perSecond * calm),
    doneAt: settled(before.doneAt, mean.doneAt, Math.max(calmMs, remainingMs * calm)),
    mean,
  };
}

function between(mean: number, next: number): number {
  return mean + (next - mean) * weight;
}

function settled(told: number, mean: number, slack: number): number {
  return Math.abs(mean - told) <= slack ? told : mean;
}
