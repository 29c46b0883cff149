/** `{total, current}` of an asset import, as far as the service gives them. */
export interface Counts {
  /** Assets to import. */
  readonly total: number | undefined;
  /** Assets imported so far. */
  readonly current: number | undefined;
}

/** What is known of an import since its counts last changed. */
export interface Standstill {
  readonly counts: Counts;
  /** Polls in a row that brought no change. */
  readonly polls: number;
  /** Answers in a row that nothing is imported on the instance, and monotonic ms of the first. */
  readonly idle?: { readonly polls: number; readonly sinceMs: number };
  /** Such answers have been enough to believe it. */
  readonly nothingRuns: boolean;
}

const unchangedPolls = 3;
const idlePolls = 3;
const idleMs = 5000;

export function nextStandstill(before: Standstill | undefined, counts: Counts): Standstill {
  const same = before?.counts.total === counts.total && before?.counts.current === counts.current;
  return before !== undefined && same
    ? { ...before, polls: before.polls + 1 }
    : { counts, polls: 0, nothingRuns: false };
}

/** Whether it is time to ask if anything is imported at all. */
export function isDoubtful({ polls }: Standstill): boolean {
  return polls >= unchangedPolls;
}

/**
 * With the answer to that. The question is about the whole instance, so only "no" says something
 * of this import. Once that is believed, it is asked again as seldom as at first.
 */
export function withAnswer(standstill: Standstill, inProgress: boolean, atMs: number): Standstill {
  const { counts, idle: before, nothingRuns } = standstill;
  if (inProgress) return { counts, polls: 0, nothingRuns: false };
  const idle = { polls: (before?.polls ?? 0) + 1, sinceMs: before?.sinceMs ?? atMs };
  const convinced = nothingRuns || (idle.polls >= idlePolls && atMs - idle.sinceMs >= idleMs);
  return convinced ? { counts, polls: 0, nothingRuns: true } : { ...standstill, idle };
}
