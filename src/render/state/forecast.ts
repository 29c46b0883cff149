import type { Estimate } from '../../core/model/estimates.ts';

/** Rate and end of an import. */
interface Outlook {
  /** Units of `completed` a second, or percent points if there are no counts. */
  readonly perSecond: number;
  /** Epoch ms. */
  readonly doneAt: number;
}

/** Rate and end as people see them: calmer than the estimates behind them. */
export interface Forecast extends Outlook {
  /** Mean of the estimates so far, in which the newest has the most weight. */
  readonly mean: Outlook;
}

/** The share of the newest estimate in the mean. */
const weight = 1 / 3;
/** The shown value stays until the mean differs by this share. */
const calm = 0.05;
const calmMs = 1000;

/** An end that differs by more than this share of the time left is a new pace, not a swing. */
const newPace = 0.5;

/**
 * The forecast after an estimate made at epoch ms `at`. It starts again if it was missed, and with
 * a new pace.
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

function settled(shown: number, mean: number, slack: number): number {
  return Math.abs(mean - shown) <= slack ? shown : mean;
}
