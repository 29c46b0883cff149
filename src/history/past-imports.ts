import type { Expectation } from '../core/model/estimates.ts';
import type { ImportSnapshot } from '../core/model/snapshot.ts';
import { type Target, targetKey } from '../core/model/target.ts';
import { usualDuration } from '../core/pacing/estimate.ts';
import type { EndEntry, JournalEntry } from './entries.ts';

/**
 * When an import was first watched since it last ended, because ids can be reused: epoch ms, at
 * most `now`. Unknown without an id.
 */
export function firstWatchedAt(
  entries: readonly JournalEntry[],
): (target: Target, now: number) => number {
  const first = new Map<string, number>();
  for (const entry of entries) {
    if (entry.type === 'end') first.delete(targetKey(entry.target));
    if (entry.type === 'watch') {
      for (const key of entry.targets.map(targetKey)) first.set(key, first.get(key) ?? entry.at);
    }
  }
  return (target, now) => {
    const at = target.id === undefined ? undefined : first.get(targetKey(target));
    return Math.min(now, at ?? now);
  };
}

/** The imports that ended, the oldest first: each once, even if several watches saw it end. */
export function endsOf(entries: readonly JournalEntry[]): readonly EndEntry[] {
  /** When an import was last seen to end so. */
  const seen = new Map<string, number>();
  return entries
    .filter((entry) => entry.type === 'end')
    .filter(({ target, outcome, at, durationMs }) => {
      const key = targetKey(target) + outcome;
      const before = seen.get(key) ?? Number.NEGATIVE_INFINITY;
      seen.set(key, Math.max(before, at));
      // If this watch was running when another saw the end, both saw the same import.
      return at - durationMs >= before;
    });
}

type About = Pick<EndEntry, 'target' | 'kind'>;

/** One profile and kind: the duration of one import predicts that of another. */
export function alikeKey({ target: { profile, provider }, kind }: About): string {
  return JSON.stringify([profile, provider, kind]);
}

/** Imports by profile and kind, the oldest first. */
export function groupAlike(ends: readonly EndEntry[]): ReadonlyMap<string, readonly EndEntry[]> {
  const groups = new Map<string, EndEntry[]>();
  for (const end of ends) {
    const key = alikeKey(end);
    const group = groups.get(key);
    if (group) group.push(end);
    else groups.set(key, [end]);
  }
  return groups;
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
): (target: Target, snapshot: ImportSnapshot, times: Times) => Expectation | undefined {
  const usual = new Map<string, number | undefined>();
  for (const [key, group] of groupAlike(ends)) usual.set(key, usualDuration(durationsOf(group)));
  return (target, snapshot, { watchedAt, now }) => {
    const { state, percent, kind, startedAt } = snapshot;
    if (percent !== undefined || state !== 'running') return undefined;
    const usualMs = usual.get(alikeKey({ target, ...(kind && { kind }) }));
    if (usualMs === undefined) return undefined;
    return { usualMs, elapsedMs: Math.max(0, now - (startedAt ?? watchedAt)) };
  };
}

interface Times {
  readonly watchedAt: number;
  readonly now: number;
}
