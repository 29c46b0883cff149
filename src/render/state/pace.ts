import type { ImportSnapshot } from '../../core/model/snapshot.ts';

interface Count {
  /** Epoch ms. */
  readonly at: number;
  readonly completed: number;
}

/** How fast an import was while it was watched. */
export interface Pace {
  readonly first: Count;
  /** The next rate is measured from here. */
  readonly last: Count;
  /** Units of `completed` a second, the newest last. */
  readonly recent: readonly number[];
}

export const mostRates = 10;
const leastSpanMs = 900;
const leastWatchedMs = 2000;
/** An import that was no further at the first poll counts as watched from its start. */
const soonShare = 0.1;

/** The pace after a snapshot at epoch ms `at`. If counts fall back, it starts again. */
export function nextPace(
  pace: Pace | undefined,
  { completed }: ImportSnapshot,
  at: number,
): Pace | undefined {
  if (completed === undefined) return pace;
  const here = { at, completed };
  if (pace === undefined || completed < pace.last.completed) {
    return { first: here, last: here, recent: [] };
  }
  const spanMs = at - pace.last.at;
  if (spanMs < leastSpanMs) return pace;
  const perSecond = ((completed - pace.last.completed) / spanMs) * 1000;
  return { ...pace, last: here, recent: [...pace.recent, perSecond].slice(-mostRates) };
}

/**
 * Units a second of an import watched for so many ms, without those done before; `undefined` if the
 * time is too short.
 */
export function averageOf(
  pace: Pace | undefined,
  completed: number | undefined,
  watchedMs: number,
): number | undefined {
  if (pace === undefined || completed === undefined || watchedMs < leastWatchedMs) return undefined;
  const { first } = pace;
  const before = first.completed > completed * soonShare ? first.completed : 0;
  return completed > before ? ((completed - before) / watchedMs) * 1000 : undefined;
}
