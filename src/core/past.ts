import type { Target } from './events.ts';
import { type Expectation, usualDuration } from './expectation.ts';
import type { EndEntry, JournalEntry, WatchEntry } from './journal.ts';
import type { ImportSnapshot, ImportState } from './snapshot.ts';

/** The wait that began last. */
export function lastWatch(entries: readonly JournalEntry[]): WatchEntry | undefined {
  return entries.findLast((entry) => entry.type === 'watch');
}

/** When an import was first watched: epoch ms, `now` at the latest. Without an id, it is not known. */
export function firstWatchedAt(
  entries: readonly JournalEntry[],
  target: Target,
  now: number,
): number {
  const first = entries.find(
    (entry) => entry.type === 'watch' && entry.targets.some((kept) => isSameImport(kept, target)),
  );
  return Math.min(now, first?.at ?? now);
}

function isSameImport(a: Target, b: Target): boolean {
  return (
    a.profile === b.profile && a.provider === b.provider && a.id === b.id && a.id !== undefined
  );
}

/** Whether two imports are alike: what the one took, the other can be expected to take. */
export function isAlike(a: EndEntry, { target, kind }: Pick<EndEntry, 'target' | 'kind'>): boolean {
  return (
    a.target.profile === target.profile && a.target.provider === target.provider && a.kind === kind
  );
}

/** How long those that succeeded took, the oldest first. */
export function durationsOf(alike: readonly EndEntry[]): readonly number[] {
  return alike
    .filter(({ outcome }) => outcome === 'succeeded' || outcome === 'partial')
    .map(({ durationMs }) => durationMs);
}

const underWay: readonly ImportState[] = ['queued', 'blocked', 'running'];

/**
 * What to expect of an import whose service does not say how far it is. `watchedAt`: when it was
 * first watched, epoch ms, which stands for its beginning where the service does not date that.
 */
export function expectationOf(
  entries: readonly JournalEntry[],
  target: Target,
  snapshot: ImportSnapshot,
  { watchedAt, now }: { readonly watchedAt: number; readonly now: number },
): Expectation | undefined {
  const { state, percent, kind, startedAt } = snapshot;
  if (percent !== undefined || !underWay.includes(state)) return undefined;
  const alike = entries.filter(
    (entry) => entry.type === 'end' && isAlike(entry, { target, ...(kind && { kind }) }),
  );
  const usualMs = usualDuration(durationsOf(alike as readonly EndEntry[]));
  if (usualMs === undefined) return undefined;
  return { usualMs, elapsedMs: Math.max(0, now - (startedAt ?? watchedAt)) };
}
