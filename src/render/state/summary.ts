import type { Outcome } from '../../core/model/outcome.ts';
import { openRetry, type Row } from './view.ts';

/** In this order, from what goes well to what went wrong. Empty groups are left out. */
const groups = [
  'running',
  'queued',
  'blocked',
  'polling',
  'done',
  'retrying',
  'needs you',
  'partially done',
  'gate not passed',
  'failed',
  'aborted',
  'refused',
  'not found',
  'outcome unknown',
  'stalled',
  'timed out',
  'no longer watched',
] as const;

type Group = (typeof groups)[number];

const ends = {
  succeeded: 'done',
  partial: 'partially done',
  short: 'gate not passed',
  failed: 'failed',
  aborted: 'aborted',
  refused: 'refused',
  'not-found': 'not found',
  'no-answer': 'outcome unknown',
  stalled: 'stalled',
  'action-required': 'needs you',
  'timed-out': 'timed out',
  interrupted: 'no longer watched',
} as const satisfies Readonly<Record<Outcome, Group>>;

/** How many imports have which status: `30 running`, `8 queued`, `11 done`, `1 failed`. */
export function summaryOf(view: readonly Row[], nowMs: number): readonly string[] {
  const counts = new Map<Group, number>();
  for (const row of view) {
    const group = groupOf(row, nowMs);
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return groups
    .filter((group) => counts.has(group))
    .map((group) => `${counts.get(group)} ${group}`);
}

function groupOf(row: Row, nowMs: number): Group {
  const { snapshot, result } = row;
  if (result) return result.outcome === null ? 'no longer watched' : ends[result.outcome];
  if (openRetry(row, nowMs)) return 'retrying';
  if (snapshot === undefined) return 'polling';
  if (snapshot.state === 'action-required') return 'needs you';
  return snapshot.state === 'queued' || snapshot.state === 'blocked' ? snapshot.state : 'running';
}
