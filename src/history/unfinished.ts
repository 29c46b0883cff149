import { hasEnded } from '../core/model/snapshot.ts';
import { type Target, targetKey } from '../core/model/target.ts';
import type { EndEntry, JournalEntry, KeptTarget, LeftEntry, WatchEntry } from './entries.ts';

/** The most recent wait. */
export function lastWatch(entries: readonly JournalEntry[]): WatchEntry | undefined {
  return entries.findLast((entry) => entry.type === 'watch');
}

/** The imports of the last wait that may still be running. */
export function openTargets(entries: readonly JournalEntry[]): readonly KeptTarget[] {
  return without(entries, (entry) => entry.type === 'end' || isOver(entry));
}

/**
 * The imports of the last wait to watch again. Those that succeeded are left out, because the
 * service may have forgotten them. The others decide the exit code again. If all succeeded, all of
 * them, so that you can see how they ended.
 */
export function targetsToResume(entries: readonly JournalEntry[]): readonly KeptTarget[] {
  const left = without(entries, ({ outcome }) => outcome === 'succeeded');
  return left.length > 0 ? left : (lastWatch(entries)?.targets ?? []);
}

function isOver({ state }: LeftEntry): boolean {
  return state !== undefined && (state === 'not-found' || hasEnded({ state }));
}

function without(
  entries: readonly JournalEntry[],
  isDone: (entry: EndEntry | LeftEntry) => boolean,
): readonly KeptTarget[] {
  const since = entries.findLastIndex((entry) => entry.type === 'watch');
  const targets = lastWatch(entries)?.targets ?? [];
  const done = new Set(
    entries
      .slice(since)
      .filter((entry) => entry.type !== 'watch')
      .filter(isDone)
      .map(({ target }) => targetKey(target)),
  );
  return targets.filter((target) => !done.has(targetKey(target)));
}

/** When a watch last left an import that the service had shown and that hasn't ended: epoch ms. */
export function lastSeenAt(
  entries: readonly JournalEntry[],
): (target: Target) => number | undefined {
  const seen = new Map<string, number>();
  for (const entry of entries) {
    if (entry.type === 'watch') continue;
    const key = targetKey(entry.target);
    if (entry.type === 'end' || isOver(entry)) seen.delete(key);
    else if (entry.state !== undefined) seen.set(key, entry.at);
  }
  return (target) => seen.get(targetKey(target));
}
