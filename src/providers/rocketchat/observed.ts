import { hasChanged, type ImportSnapshot } from '../../core/model/snapshot.ts';

/** The state of a watched import between polls, until it ends. Times are monotonic ms. */
export interface Observed {
  readonly last: ImportSnapshot;
  readonly changedMs: number;
  /** The longest time between two changes while the import was running. */
  readonly longestPauseMs: number;
  /** A poll has found the import valid or changed. */
  readonly alive: boolean;
  /** Polls in a row that found the import invalid and unchanged, and the time of the first. */
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

/**
 * Resets the standstill after a poll without an answer, because the server itself may have paused.
 */
export function interrupted(observed: Observed): Observed {
  return { ...observed, standstill: undefined };
}

const standstillPolls = 4;
/** Older importers write only every 500 records, which can take this long. */
const standstillMs = 120_000;
/**
 * If the last sign of life is this old, a shorter standstill is enough. The server's clock can be
 * wrong, so zero isn't.
 */
const longAgoMs = 3_600_000;
const longAgoStandstillMs = 10_000;

/**
 * For how many ms an import that the server marked as not valid hasn't changed, once that is long
 * enough to believe the mark. The mark alone proves nothing: every server process sets it on the
 * imports of all others when it starts, and the importers of 5.x and 6.0 ignore it.
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

/**
 * Whether an import was dropped long before the watch began. A target without an id then moves on
 * to the newest import.
 */
export function isLongDead({ alive, last }: Observed): boolean {
  return !alive && silenceMs(last) >= longAgoMs;
}

function silenceMs({ observedAt, updatedAt = observedAt }: ImportSnapshot): number {
  return observedAt - updatedAt;
}
