import type { Outcome } from '../../core/model/outcome.ts';
import { openRetry, type Row, type View } from './view.ts';

/** In this order; empty groups are left out. The last ones are outcomes. */
const groups = [
  'running',
  'queued',
  'blocked',
  'waiting for a person',
  'asking',
  'without an answer',
  'done',
  'done in part',
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
  partial: 'done in part',
  short: 'gate not passed',
  failed: 'failed',
  aborted: 'aborted',
  refused: 'refused',
  'not-found': 'not found',
  'no-answer': 'outcome unknown',
  stalled: 'stalled',
  'action-required': 'waiting for a person',
  'timed-out': 'timed out',
  interrupted: 'no longer watched',
} as const satisfies Readonly<Record<Outcome, Group>>;

/** How many imports have which status: `30 running, 8 queued, 11 done, 1 failed`. */
export function summaryOf(view: View, nowMs: number): string {
  const found = view.map((row) => groupOf(row, nowMs));
  return groups
    .map((group) => ({ group, count: found.filter((other) => other === group).length }))
    .filter(({ count }) => count > 0)
    .map(({ group, count }) => `${count} ${group}`)
    .join(', ');
}

function groupOf(row: Row, nowMs: number): Group {
  const { snapshot, result } = row;
  if (result) return result.outcome === null ? 'no longer watched' : ends[result.outcome];
  if (openRetry(row, nowMs)) return 'without an answer';
  if (snapshot === undefined) return 'asking';
  if (snapshot.state === 'action-required') return 'waiting for a person';
  return snapshot.state === 'queued' || snapshot.state === 'blocked' ? snapshot.state : 'running';
}
