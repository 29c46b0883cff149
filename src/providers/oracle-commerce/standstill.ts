/** `{total, current}` of an asset import. The service can leave out either. */
export interface Counts {
  /** Assets to import. */
  readonly total: number | undefined;
  /** Assets imported so far. */
  readonly current: number | undefined;
}

/** Counts with both numbers. */
export interface Figures extends Counts {
  readonly total: number;
  readonly current: number;
}

/** The facts about an import since its counts last changed. Times are monotonic ms. */
export interface Standstill {
  readonly counts: Counts;
  /** The last counts that had both numbers. */
  readonly counted?: Figures;
  /** Polls in a row without a change. */
  readonly polls: number;
  readonly changedMs: number;
  /** At least one asset has been imported. */
  readonly hasMoved: boolean;
  /** The longest time between two changes of `current`. */
  readonly longestGapMs: number;
  /** When the instance last answered that it is importing. */
  readonly busyMs?: number;
  /** Answers in a row that the instance isn't importing, and the time of the first. */
  readonly idle?: { readonly polls: number; readonly sinceMs: number };
  /** There were enough of these answers for a warning. */
  readonly nothingRuns: boolean;
  /** There were enough of these answers to report that the import has stopped. */
  readonly hasStopped: boolean;
}

const unchangedPolls = 3;
const idlePolls = 3;
const idleMs = 5000;
const stoppedMs = 60_000;
/** Counts may pause for this many times their longest gap before the import counts as stopped. */
const stoppedGaps = 3;

/** Adds the counts of another poll. */
export function nextStandstill(
  before: Standstill | undefined,
  counts: Counts,
  atMs: number,
): Standstill {
  const counted = isCounted(counts) && { counted: counts };
  const hasMoved = (counts.current ?? 0) > 0;
  const since = { counts, ...counted, polls: 0, changedMs: atMs, hasMoved, longestGapMs: 0 };
  if (before === undefined) return { ...since, ...nothingKnown };
  if (isSame(before.counts, counts)) {
    return { ...before, counts, ...counted, polls: before.polls + 1 };
  }
  const next = {
    ...since,
    ...nothingKnown,
    ...(before.counted && { counted: before.counted }),
    ...counted,
    hasMoved: hasMoved || before.hasMoved,
    longestGapMs: Math.max(before.longestGapMs, gapMs(before, counts, atMs)),
  };
  // Counts that disappear are reason enough to check without waiting for more polls.
  return hasVanished(next) ? { ...next, polls: unchangedPolls } : next;
}

const nothingKnown = { nothingRuns: false, hasStopped: false };

/** How long `current` paused before it changed. The time before the first asset doesn't count. */
function gapMs({ counts: before, changedMs }: Standstill, counts: Counts, atMs: number): number {
  return before.current && counts.current ? atMs - changedMs : 0;
}

/** Whether the answer had counts before and has none now. */
export function hasVanished({ counts, counted }: Pick<Standstill, 'counts' | 'counted'>): boolean {
  return counted !== undefined && !counts.total && !counts.current;
}

/** Whether to check if the instance is importing anything at all. */
export function isDoubtful({ polls }: Standstill): boolean {
  return polls >= unchangedPolls;
}

/**
 * Adds the answer to that check. It concerns the whole instance, so only "no" says something about
 * this import. After enough of these, or if the instance doesn't answer, the next check comes after
 * as many polls as the first.
 */
export function withAnswer(
  standstill: Standstill,
  inProgress: boolean | 'not told',
  atMs: number,
): Standstill {
  if (inProgress === 'not told') return { ...standstill, polls: 0 };
  const { idle: before, ...rest } = standstill;
  if (inProgress) return { ...rest, ...nothingKnown, polls: 0, busyMs: atMs };
  const idle = { polls: (before?.polls ?? 0) + 1, sinceMs: before?.sinceMs ?? atMs };
  const idleForMs = atMs - idle.sinceMs;
  const nothingRuns = idle.polls >= idlePolls && idleForMs >= idleMs;
  const hasStopped = nothingRuns && rest.hasMoved && idleForMs >= patienceMs(rest);
  return { ...rest, idle, nothingRuns, hasStopped, polls: nothingRuns ? 0 : rest.polls };
}

/**
 * Whether the record of the import is gone. If the instance doesn't report whether it is idle, an
 * empty record gets as much time as counts that pause.
 */
export function isGone(standstill: Standstill, atMs: number): boolean {
  const { changedMs, busyMs = changedMs, nothingRuns } = standstill;
  if (!hasVanished(standstill)) return false;
  return nothingRuns || atMs - Math.max(changedMs, busyMs) >= patienceMs(standstill);
}

function patienceMs({ longestGapMs }: Pick<Standstill, 'longestGapMs'>): number {
  return Math.max(stoppedMs, stoppedGaps * longestGapMs);
}

function isCounted(counts: Counts): counts is Figures {
  return counts.current !== undefined && (counts.total ?? 0) > 0;
}

/** A missing number is the same as 0. */
function isSame(one: Counts, other: Counts): boolean {
  const { total = 0, current = 0 } = one;
  return total === (other.total ?? 0) && current === (other.current ?? 0);
}
