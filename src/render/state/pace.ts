import type { ImportSnapshot } from '../../core/model/snapshot.ts';

/** The counts of an import while it was watched. */
export interface Pace {
  readonly first: number;
  readonly last: number;
}

const leastWatchedMs = 2000;
/** An import that was no further at the first poll counts as watched from its start. */
const soonShare = 0.1;

/** The pace after a snapshot. If counts fall back, it starts again. */
export function nextPace(pace: Pace | undefined, { completed }: ImportSnapshot): Pace | undefined {
  if (completed === undefined) return pace;
  const isNew = pace === undefined || completed < pace.last;
  return { first: isNew ? completed : pace.first, last: completed };
}

/**
 * Units a second of an import watched for so many ms, without those done before. `undefined` if the
 * time is too short.
 */
export function averageOf(
  pace: Pace | undefined,
  completed: number | undefined,
  watchedMs: number,
): number | undefined {
  if (pace === undefined || completed === undefined || watchedMs < leastWatchedMs) return undefined;
  const before = pace.first > completed * soonShare ? pace.first : 0;
  return completed > before ? ((completed - before) / watchedMs) * 1000 : undefined;
}
