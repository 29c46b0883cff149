import { hasChanged, type ImportSnapshot } from '../../core/model/snapshot.ts';

/** What is known of a watched import from poll to poll, until it ends. Times are monotonic ms. */
export interface Observed {
  readonly last: ImportSnapshot;
  readonly changedMs: number;
  /** The longest time between two changes while it ran. */
  readonly longestPauseMs: number;
  /** It has been seen as valid, or to change. */
  readonly alive: boolean;
  /** Polls in a row that found it invalid and unchanged, and the time of the first. */
  readonly standstill?: { readonly polls: number; readonly sinceMs: number } | undefined;
}

export function nextObserved(
  before: Observed | undefined,
  { last, isValid, atMs }: { last: ImportSnapshot; isValid: boolean; atMs: number },
): Observed {
  const unchanged = before && !hasChanged(before.last, last) ? before : undefined;
  const { polls, sinceMs } = unchanged?.standstill ?? { polls: 0, sinceMs: atMs };
  const moved = before !== undefined && unchanged === undefined;
  const pauseMs = moved && before.last.state === 'running' ? atMs - before.changedMs : 0;
  return {
    last,
    changedMs: unchanged?.changedMs ?? atMs,
    longestPauseMs: Math.max(before?.longestPauseMs ?? 0, pauseMs),
    alive: isValid || moved || before?.alive === true,
    standstill: isValid ? undefined : { polls: polls + 1, sinceMs },
  };
}

/** After a poll without an answer. What stood still meanwhile may be the server. */
export function interrupted(observed: Observed): Observed {
  return { ...observed, standstill: undefined };
}

const standstillPolls = 4;
/** Older importers write only every 500 records, which can take that long. */
const standstillMs = 120_000;
/** With a last sign of life so long ago, less is enough. A clock can be wrong, so some is needed. */
const longAgoMs = 3_600_000;
const longAgoStandstillMs = 10_000;

/**
 * Ms for which an import that the server marked as not valid has stood still, once that is long
 * enough to believe the mark. The mark alone proves nothing: every server process sets it on the
 * imports of all others when it starts, and the importers of 5.x and 6.0 don't look at it.
 */
export function droppedForMs(
  { last, longestPauseMs, standstill }: Observed,
  atMs: number,
): number | undefined {
  if (standstill === undefined || standstill.polls < standstillPolls) return undefined;
  const silentMs = silenceMs(last);
  const seenMs = atMs - standstill.sinceMs;
  const usualMs = Math.max(standstillMs, 2 * longestPauseMs);
  const neededMs = silentMs >= longAgoMs ? longAgoStandstillMs : usualMs;
  return seenMs >= neededMs ? Math.max(seenMs, silentMs) : undefined;
}

/** One that had been dropped long before the watch began. A newer one doesn't take its place. */
export function isLongDead({ alive, last }: Observed): boolean {
  return !alive && silenceMs(last) >= longAgoMs;
}

function silenceMs({ observedAt, updatedAt = observedAt }: ImportSnapshot): number {
  return observedAt - updatedAt;
}
