import type { Expectation } from '../core/model/estimates.ts';
import type { ImportSnapshot } from '../core/model/snapshot.ts';
import { isSameTarget, type Target } from '../core/model/target.ts';
import { usualDuration } from '../core/pacing/estimate.ts';
import type { EndEntry, JournalEntry, WatchEntry } from './entries.ts';

/** The most recent wait. */
export function lastWatch(entries: readonly JournalEntry[]): WatchEntry | undefined {
  return entries.findLast((entry) => entry.type === 'watch');
}

/**
 * When an import was first watched since it last ended, because ids can be reused: epoch ms, at
 * most `now`. Unknown without an id.
 */
export function firstWatchedAt(
  entries: readonly JournalEntry[],
  target: Target,
  now: number,
): number {
  const last = entries.findLastIndex(
    (entry) => entry.type === 'end' && isSameImport(entry.target, target),
  );
  const first = entries
    .slice(last + 1)
    .find(
      (entry) => entry.type === 'watch' && entry.targets.some((kept) => isSameImport(kept, target)),
    );
  return Math.min(now, first?.at ?? now);
}

function isSameImport(a: Target, b: Target): boolean {
  return a.id !== undefined && isSameTarget(a, b);
}

/** The imports that ended, the oldest first: each once, even if several watches saw it end. */
export function endsOf(entries: readonly JournalEntry[]): readonly EndEntry[] {
  const ends = entries.filter((entry) => entry.type === 'end');
  return ends.filter((end, index) => !ends.slice(0, index).some((first) => isSameEnd(first, end)));
}

/** The later watch was running when the first one saw the end: both saw the same import. */
function isSameEnd(first: EndEntry, later: EndEntry): boolean {
  const { target, outcome, at, durationMs } = later;
  return (
    isSameTarget(first.target, target) && first.outcome === outcome && at - durationMs < first.at
  );
}

/** Whether one import's duration predicts the other's. */
export function isAlike(a: EndEntry, { target, kind }: Pick<EndEntry, 'target' | 'kind'>): boolean {
  return (
    a.target.profile === target.profile && a.target.provider === target.provider && a.kind === kind
  );
}

/** Durations of the successful ones, the oldest first. */
export function durationsOf(alike: readonly EndEntry[]): readonly number[] {
  return alike
    .filter(({ outcome }) => outcome !== 'failed' && outcome !== 'aborted')
    .map(({ durationMs }) => durationMs);
}

/**
 * The expectation for a running import whose service doesn't report progress. Time in a queue
 * cannot be predicted. `ends` are as `endsOf` returns them. `watchedAt` (epoch ms) is when the
 * import left the queue, as far as it was watched: it serves as the beginning if the service
 * doesn't report one.
 */
export function expectationOf(
  ends: readonly EndEntry[],
  target: Target,
  snapshot: ImportSnapshot,
  { watchedAt, now }: { readonly watchedAt: number; readonly now: number },
): Expectation | undefined {
  const { state, percent, kind, startedAt } = snapshot;
  if (percent !== undefined || state !== 'running') return undefined;
  const alike = ends.filter((end) => isAlike(end, { target, ...(kind && { kind }) }));
  const usualMs = usualDuration(durationsOf(alike));
  if (usualMs === undefined) return undefined;
  return { usualMs, elapsedMs: Math.max(0, now - (startedAt ?? watchedAt)) };
}
