/** `{total, current}` of an asset import, as far as the service gives them. */
export interface Counts {
  /** Assets to import. */
  readonly total: number | undefined;
  /** Assets imported so far. */
  readonly current: number | undefined;
}

/** Counts of which both are there. */
export interface Figures extends Counts {
  readonly total: number;
  readonly current: number;
}

/** What is known of an import since its counts last changed. Times are monotonic ms. */
export interface Standstill {
  readonly counts: Counts;
  /** The last counts that were complete. */
  readonly counted?: Figures;
  /** Polls in a row that brought no change. */
  readonly polls: number;
  readonly changedMs: number;
  /** At least one asset has been imported. */
  readonly hasMoved: boolean;
  /** The longest time between two changes of `current`. */
  readonly longestGapMs: number;
  /** When the instance last answered that something is being imported. */
  readonly busyMs?: number;
  /** Answers in a row that nothing is, and when the first came. */
  readonly idle?: { readonly polls: number; readonly sinceMs: number };
  /** Such answers have been enough to warn. */
  readonly nothingRuns: boolean;
  /** They have been enough to say that the import has stopped. */
  readonly hasStopped: boolean;
}

const unchangedPolls = 3;
const idlePolls = 3;
const idleMs = 5000;
const stoppedMs = 60_000;
/** Counts that have moved every so often may stand still for so many times as long. */
const stoppedGaps = 3;

/** The standstill with the counts of another poll. */
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
  // A record that has lost its counts needs no more polls to be doubted.
  return hasVanished(next) ? { ...next, polls: unchangedPolls } : next;
}

const nothingKnown = { nothingRuns: false, hasStopped: false };

/** How long `current` stood still before it moved on. The time before the first asset is no measure. */
function gapMs({ counts: before, changedMs }: Standstill, counts: Counts, atMs: number): number {
  return before.current && counts.current ? atMs - changedMs : 0;
}

/** Whether there were counts, and there are none any more. */
export function hasVanished({ counts, counted }: Pick<Standstill, 'counts' | 'counted'>): boolean {
  return counted !== undefined && !counts.total && !counts.current;
}

/** Whether it is time to ask if anything is imported at all. */
export function isDoubtful({ polls }: Standstill): boolean {
  return polls >= unchangedPolls;
}

/**
 * The standstill with the answer to that. The question is about the whole instance, so only "no"
 * says something about this import. Once that is believed, or if the instance won't tell, it is
 * asked again as seldom as at first.
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
 * Whether the record of the import is gone. If the instance doesn't tell whether it is idle, an
 * empty record gets as long as counts that stand still.
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

/** A number that is missing is no other than 0. */
function isSame(one: Counts, other: Counts): boolean {
  const { total = 0, current = 0 } = one;
  return total === (other.total ?? 0) && current === (other.current ?? 0);
}
