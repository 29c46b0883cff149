import { describe, expect, it } from 'vitest';
import { snapshot } from '../../src/core/model/snapshot.ts';
import type { EndEntry } from '../../src/history/entries.ts';
import { recordsArrived, unusualRecords } from '../../src/history/unusual-records.ts';
import { noon } from '../helpers/clock.ts';

const target = { profile: 'shop', provider: 'http' };

const pastOf = (counts: readonly (number | undefined)[], more: Partial<EndEntry> = {}) =>
  counts.map(
    (records, index): EndEntry => ({
      type: 'end',
      at: noon + index,
      target: { ...target, id: String(index) },
      outcome: 'succeeded',
      durationMs: 1000,
      ...(records !== undefined && { records }),
      ...more,
    }),
  );

const seen = (completed: number | undefined, more = {}) =>
  snapshot({ state: 'succeeded', vendorState: 'DONE', completed, ...more }, noon);

const said = (counts: readonly (number | undefined)[], records: number, more = {}) =>
  unusualRecords(pastOf(counts, more))(target, seen(records)).map(({ message }) => message);

describe('a count of records', () => {
  it('far from the counts of the last imports causes a warning', () => {
    expect(said([9, 31_000, 31_400, 31_100, 31_200, 31_050], 4812)).toEqual([
      '4,812 records arrived. The last five successful imports in the history had 31,000 to 31,400.',
    ]);
    expect(said([undefined, 100, 100, 100], 1)).toEqual([
      '1 record arrived. The last three successful imports in the history had 100 each.',
    ]);
    expect(said([100, 100, 100, 100], 0)).toEqual([
      '0 records arrived. The last four successful imports in the history had 100 each.',
    ]);
    expect(said([3, 3, 3], 0)).toHaveLength(1);
    const [warning] = unusualRecords(pastOf([3, 3, 3]))(target, seen(0));
    expect(warning?.code).toBe('unusual-records');
  });

  it.each([
    ['ten records', [40, 40, 40], 30],
    ['more than all before', [100, 100, 100], 150],
    ['a range of half the usual count', [100, 150, 100], 300],
  ])('is just far enough for %s', (_why, counts, records) => {
    expect(said(counts, records)).toHaveLength(1);
  });

  it.each([
    ['few past imports', [100, 100], 1],
    ['a wide spread', [100, 1000, 500], 1],
    ['a range of more than half the usual count', [100, 160, 110], 400],
    ['exactly a fifth', [1000, 1000, 1000], 800],
    ['nothing, as always', [0, 0, 0], 0],
    ['a range that is wide for the distance', [100, 140, 120], 175],
    ['less than a fifth', [1000, 1000, 1000], 801],
    ['a few records', [10, 10, 10], 4],
    ['a count within the range', [100, 110, 120], 115],
    ['past imports that were always empty', [0, 0, 0], 5],
    ['past imports without counts', [undefined, undefined, 100], 1],
  ])('is not reported for %s', (_why, counts, records) => {
    expect(said(counts, records)).toEqual([]);
  });

  it('is compared with successes of the same profile and kind only', () => {
    const counts = [100, 100, 100];
    expect(said(counts, 1, { outcome: 'failed' })).toEqual([]);
    expect(said(counts, 1, { outcome: 'short' })).toEqual([]);
    expect(said(counts, 1, { outcome: 'partial' })).toHaveLength(1);
    expect(said(counts, 1, { kind: 'prices' })).toEqual([]);
    const prices = unusualRecords(pastOf(counts, { kind: 'prices' }));
    expect(prices(target, seen(1, { kind: 'prices' }))).toHaveLength(1);
    expect(prices(target, seen(1, { kind: 'other' }))).toEqual([]);
    expect(said(counts, 1, { target: { ...target, profile: 'other' } })).toEqual([]);
  });

  it('is what arrived, without failed records', () => {
    expect(recordsArrived(seen(100, { failed: 90 }))).toBe(10);
    expect(recordsArrived(seen(100, { failed: 90, hasFailures: true }))).toBe(10);
    expect(recordsArrived(seen(undefined))).toBeUndefined();
    expect(recordsArrived(seen(100, { hasFailures: true }))).toBeUndefined();
  });
});
