import type { Expectation } from '../core/model/estimates.ts';
import type { Target } from '../core/model/events.ts';
import type { ImportSnapshot } from '../core/model/snapshot.ts';
import { usualDuration } from '../core/pacing/expectation.ts';
import type { EndEntry, JournalEntry, WatchEntry } from './entries.ts';

/** The wait that began last. */
export function lastWatch(entries: readonly JournalEntry[]): WatchEntry | undefined {
  return entries.findLast((entry) => entry.type === 'watch');
}

/**
 * When an import was first watched since it last ended, as its id may come again: epoch ms, `now` at
 * the latest. Without an id, it is not known.
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
  return (
    a.profile === b.profile && a.provider === b.provider && a.id === b.id && a.id !== undefined
  );
}

/** The imports that ended, the oldest first: each once, however many watches saw it end. */
export function endsOf(entries: readonly JournalEntry[]): readonly EndEntry[] {
  const ends = entries.filter((entry) => entry.type === 'end');
  return ends.filter((end, index) => !ends.slice(0, index).some((first) => isSameEnd(first, end)));
}

/** The later one was under way when the first was seen to end: they are one and the same. */
function isSameEnd(first: EndEntry, later: EndEntry): boolean {
  const { target, outcome, at, durationMs } = later;
  return (
    first.target.profile === target.profile &&
    first.target.provider === target.provider &&
    first.target.id === target.id &&
    first.outcome === outcome &&
    at - durationMs < first.at
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

/**
 * What to expect of an import that runs and whose service does not say how far it is; how long it
 * waits in a queue, past ones do not tell. `ends` are as `endsOf` gives them; `watchedAt`: since
 * when it was watched outside a queue, epoch ms, which stands for its beginning where the service
 * does not date that.
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
