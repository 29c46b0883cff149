import type { ImportSnapshot } from '../model/snapshot.ts';

const stepPercent = 5;
const leastMs = 5000;

export interface Milestone {
  readonly snapshot: ImportSnapshot;
  /** Monotonic ms. */
  readonly atMs: number;
}

/** Whether a change is worth a line in a log, given the last one that was. */
export function isMilestone(
  last: Milestone | undefined,
  snapshot: ImportSnapshot,
  atMs: number,
): boolean {
  if (last === undefined) return true;
  const before = last.snapshot;
  if (before.vendorState !== snapshot.vendorState || before.state !== snapshot.state) return true;
  if (before.phase !== snapshot.phase) return true;
  const step = Math.floor((snapshot.percent ?? 0) / stepPercent);
  return step !== Math.floor((before.percent ?? 0) / stepPercent) && atMs - last.atMs >= leastMs;
}
