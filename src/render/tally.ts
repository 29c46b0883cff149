import type { Outcome } from '../core/outcome.ts';
import { openRetry, type Row, type View } from './view.ts';

const ends: Readonly<Partial<Record<Outcome, string>>> = {
  succeeded: 'done',
  failed: 'failed',
  aborted: 'aborted',
  partial: 'done in part',
};

/** In this order; what is not there is not said. */
const groups = [
  'running',
  'queued',
  'blocked',
  'waiting for a person',
  'asking',
  'without an answer',
  'done',
  'done in part',
  'failed',
  'aborted',
  'not known',
  'let go',
] as const;

/** How many imports stand where: `30 running, 8 queued, 11 done, 1 failed`. */
export function tally(view: View, nowMs: number): string {
  const found = view.map((row) => groupOf(row, nowMs));
  return groups
    .map((group) => ({ group, count: found.filter((other) => other === group).length }))
    .filter(({ count }) => count > 0)
    .map(({ group, count }) => `${count} ${group}`)
    .join(', ');
}

function groupOf(row: Row, nowMs: number): string {
  const { snapshot, result } = row;
  if (result) return result.outcome === null ? 'let go' : (ends[result.outcome] ?? 'not known');
  if (openRetry(row, nowMs)) return 'without an answer';
  if (snapshot === undefined) return 'asking';
  if (snapshot.state === 'action-required') return 'waiting for a person';
  return snapshot.state === 'queued' || snapshot.state === 'blocked' ? snapshot.state : 'running';
}
