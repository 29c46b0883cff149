/** All rules about time, as pure functions. All values are in ms. */

const firstAnswerOutageMs = 15_000;
export const usualOutageMs = 300_000;
/** An import without any change gets a warning after this time. */
export const stallWarningMs = 600_000;
/**
 * How long the last poll at a deadline may take. One in flight is cut off at the deadline, or then.
 */
export const lastPollMs = 2000;
/** How long one may queue behind others: enough for dozens, and thousands end at their limit. */
export const lastPollQueuedMs = 500;
/** An id that was never found counts as unknown after so many polls over so long a time. */
export const unknownIdGrace = { polls: 3, spanMs: 2000 } as const;
/** The time for an id to appear if its import was started a moment ago. */
export const justStartedMs = 15_000;
/** How often `status` retries without a usable answer. */
export const statusRetries = 2;

const quickestMs = 1000;
const slowestAppearMs = 3000;
const slowestMs = 10_000;
/** Polls are never further apart, unless `--interval` or the service says so. */
export const slowestPollMs = 30_000;
const slowestInTerminalMs = 5000;
/**
 * Share of the time without a new state or count. The longer nothing has changed, the longer that
 * usually continues.
 */
const shareOfQuiet = 0.05;
/**
 * Share of the forecast time left. Before half of it is over, importwatch polls again and knows
 * more.
 */
const shareOfForecast = 0.4;
/** Share of the time to the usual end, before and after it. Polls are closer together around it. */
const shareOfExpected = 0.2;
/**
 * Share of the elapsed time, because a forecast for an import that has just begun is not reliable.
 */
const shareOfElapsed = 0.35;

/** The state of a watch after a usable answer. */
export interface PollTiming {
  readonly elapsedMs: number;
  /** Since the state or phase last changed. */
  readonly quietMs: number;
  /** Since anything last changed. */
  readonly unchangedMs: number;
  /** Time left at the present pace, if counts allow a forecast. */
  readonly forecastMs?: number | undefined;
  /** Time until such an import usually ends, if known. Negative once it has passed. */
  readonly expectedMs?: number | undefined;
}

export interface PacingOptions {
  readonly intervalMs: number | 'auto';
  /** A person is watching. */
  readonly interactive: boolean;
  /** Spreads the polls of machines that start together. */
  readonly jitter: boolean;
}

/** Time until the next poll after a usable answer. `random` is in [0, 1). */
export function nextDelay(timing: PollTiming, pace: PacingOptions, random: number): number {
  const delay = pace.intervalMs === 'auto' ? autoDelay(timing, pace) : pace.intervalMs;
  return pace.jitter ? delay * (0.9 + 0.2 * random) : delay;
}

function autoDelay(timing: PollTiming, { interactive }: PacingOptions): number {
  const delay = timing.forecastMs === undefined ? byQuiet(timing) : byForecast(timing);
  return interactive ? Math.min(delay, slowestInTerminalMs) : delay;
}

function byQuiet({ quietMs, expectedMs = Infinity }: PollTiming): number {
  const wanted = Math.min(quietMs * shareOfQuiet, Math.abs(expectedMs) * shareOfExpected);
  return clamp(wanted, quickestMs, slowestMs);
}

/**
 * Only a share of the time left, because the forecast improves on the way, and polls should be
 * closer together around the end. If the import takes longer than the forecast, the time without a
 * change decides.
 */
function byForecast({ elapsedMs, unchangedMs, forecastMs = 0 }: PollTiming): number {
  const least = clamp(unchangedMs * shareOfQuiet, quickestMs, slowestMs);
  const most = clamp(elapsedMs * shareOfElapsed, quickestMs, slowestPollMs);
  return Math.min(most, Math.max(least, forecastMs * shareOfForecast));
}

/** Time until a retry. `attempt` is 1 for the first failure in a row. */
export function retryDelay(attempt: number, random: number): number {
  return Math.min(30_000, quickestMs * 2 ** (attempt - 1)) * (0.8 + 0.4 * random);
}

/** Time until an id is looked for again that the service didn't know at so many polls. */
export function appearDelay(polls: number, intervalMs: number | 'auto', random: number): number {
  return intervalMs === 'auto' ? Math.min(slowestAppearMs, retryDelay(polls, random)) : intervalMs;
}

/** How long the service may give no usable answer. */
export function outageLimit(maxOutageMs: number | undefined, answeredBefore: boolean): number {
  return maxOutageMs ?? (answeredBefore ? usualOutageMs : firstAnswerOutageMs);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
