import type { ImportSnapshot } from '../core/model/snapshot.ts';
import type { Target } from '../core/model/target.ts';
import type { OwnWarning } from '../core/model/warning.ts';
import { formatCount } from '../core/text/format-count.ts';
import type { EndEntry } from './entries.ts';
import { alikeKey, groupAlike } from './past-imports.ts';

const mostRecent = 5;
const leastImports = 3;
/** Past imports whose counts differ by more than this share of the middle one predict nothing. */
const mostSpread = 0.5;
/** A count is far from the usual if it is beyond the range by this share of the middle one, */
const farShare = 0.2;
/** and by this many times the width of the range, */
const farWidths = 2;
/** and by so many records, or if nothing arrived at all. */
const farRecords = 10;

const words: Readonly<Record<number, string>> = { 3: 'three', 4: 'four', 5: 'five' };

/** How many records arrived, if the service counts them. `completed` holds the failed ones too. */
export function recordsArrived({
  completed,
  failed = 0,
  hasFailures,
}: ImportSnapshot): number | undefined {
  if (completed === undefined || (hasFailures && failed === 0)) return undefined;
  return Math.max(0, completed - failed);
}

/**
 * A warning if a success has far more or fewer records than the last imports of the same profile
 * and kind. `ends` are as `endsOf` returns them.
 */
export function unusualRecords(
  ends: readonly EndEntry[],
): (target: Target, snapshot: ImportSnapshot) => readonly OwnWarning[] {
  const pasts = new Map<string, readonly number[]>();
  for (const [key, group] of groupAlike(ends)) {
    const good = group.filter(({ outcome }) => outcome === 'succeeded' || outcome === 'partial');
    pasts.set(key, good.flatMap(({ records }) => records ?? []).slice(-mostRecent));
  }
  return (target, snapshot) => {
    const { kind } = snapshot;
    const records = recordsArrived(snapshot);
    const past = pasts.get(alikeKey({ target, ...(kind && { kind }) })) ?? [];
    if (records === undefined || past.length < leastImports || !isFar(records, past)) return [];
    const [least, most] = [Math.min(...past), Math.max(...past)].map(formatCount);
    const range = least === most ? `${least} each` : `${least} to ${most}`;
    const arrived = `${formatCount(records)} ${records === 1 ? 'record' : 'records'} arrived`;
    const message = `${arrived}. The last ${words[past.length]} successful imports in the history had ${range}.`;
    return [{ code: 'unusual-records', message }];
  };
}

function isFar(records: number, past: readonly number[]): boolean {
  const sorted = [...past].sort((a, b) => a - b);
  const [least = 0, most = 0] = [sorted[0], sorted.at(-1)];
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const width = most - least;
  if (width > middle * mostSpread) return false;
  const beyond = records < least ? least - records : records - most;
  return (
    beyond > Math.max(middle * farShare, width * farWidths) &&
    (records === 0 || beyond >= farRecords)
  );
}
