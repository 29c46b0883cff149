import { describe, expect, it } from 'vitest';
import type { ImportState } from '../../src/core/model/snapshot.ts';
import {
  type EndEntry,
  type JournalEntry,
  journalLine,
  type LeftEntry,
  parseJournal,
  type WatchEntry,
} from '../../src/history/entries.ts';
import { lastSeenAt, openTargets, targetsToResume } from '../../src/history/unfinished.ts';

const target = (id: string) => ({ profile: 'shop', provider: 'elevate', id });
const began = (at: number, ...ids: string[]): WatchEntry => ({
  type: 'watch',
  at,
  targets: ids.map((id) => ({ ...target(id), source: '/work/.importwatchrc' })),
  count: ids.length,
  choice: {},
});
const ended = (at: number, id: string, outcome: EndEntry['outcome'] = 'succeeded'): EndEntry => ({
  type: 'end',
  at,
  target: target(id),
  outcome,
  durationMs: 60_000,
});
const left = (
  at: number,
  id: string,
  state?: ImportState,
  outcome?: EndEntry['outcome'],
): LeftEntry => ({
  type: 'left',
  at,
  target: target(id),
  ...(state && { state }),
  ...(outcome && { outcome }),
});
const idsOf = (targets: readonly { readonly id?: string }[]) => targets.map(({ id }) => id);

describe('the imports of the last wait', () => {
  it.each<[string, readonly JournalEntry[], readonly string[], readonly string[]]>([
    ['nothing is known of them', [], ['1', '2', '3'], ['1', '2', '3']],
    ['two succeeded', [ended(2, '1'), ended(3, '3'), left(4, '2', 'running')], ['2'], ['2']],
    ['one failed', [ended(2, '1', 'failed'), ended(2, '3')], ['2'], ['1', '2']],
    ['one missed a gate', [ended(2, '1', 'short'), ended(2, '3')], ['2'], ['1', '2']],
    ['one had succeeded before', [left(2, '1', 'succeeded', 'succeeded')], ['2', '3'], ['2', '3']],
    [
      'one had succeeded before, and missed a gate',
      [left(2, '1', 'succeeded', 'short')],
      ['2', '3'],
      ['1', '2', '3'],
    ],
    ['one had failed before', [left(2, '1', 'failed', 'failed')], ['2', '3'], ['1', '2', '3']],
    [
      'one had ended before, in a journal without its outcome',
      [left(2, '1', 'succeeded')],
      ['2', '3'],
      ['1', '2', '3'],
    ],
    ['one was never found', [left(2, '1', 'not-found')], ['2', '3'], ['1', '2', '3']],
    ['one was never shown', [left(2, '1'), ended(2, '2'), ended(2, '3')], ['1'], ['1']],
    ['all succeeded', ['1', '2', '3'].map((id) => ended(2, id)), [], ['1', '2', '3']],
    [
      'all had succeeded before',
      ['1', '2', '3'].map((id) => left(2, id, 'succeeded', 'succeeded')),
      [],
      ['1', '2', '3'],
    ],
  ])('that are open, and that are resumed, if %s', (_, since, open, resumed) => {
    const entries = [ended(0, '2'), began(1, '1', '2', '3'), ...since];
    expect(idsOf(openTargets(entries))).toEqual(open);
    expect(idsOf(targetsToResume(entries))).toEqual(resumed);
  });

  it('are none without a wait', () => {
    expect(openTargets([ended(1, '1')])).toEqual([]);
    expect(targetsToResume([])).toEqual([]);
  });
});

describe('when the service last showed an import', () => {
  it.each<[string, readonly JournalEntry[], number | undefined]>([
    ['a wait that was interrupted knows', [began(1, '1'), left(5, '1', 'running')], 5],
    [
      'a later one in an outage forgets nothing',
      [left(5, '1', 'running'), began(6, '1'), left(9, '1')],
      5,
    ],
    ['a wait that only began knows nothing', [began(1, '1')], undefined],
    ['a wait without an answer knows nothing', [began(1, '1'), left(5, '1')], undefined],
    ["an import that wasn't found wasn't shown", [left(5, '1', 'not-found')], undefined],
    ['another import was shown', [left(5, '2', 'running')], undefined],
    ['the import has ended since', [left(5, '1', 'running'), ended(6, '1')], undefined],
  ])('%s', (_, entries, at) => {
    expect(lastSeenAt(entries)(target('1'))).toBe(at);
  });
});

it('what a wait left open survives in the journal, and a state of a later version does not', () => {
  const entries = [left(1, '1', 'running'), left(2, '2'), left(2, '3', 'failed', 'failed')];
  expect(parseJournal(entries.map(journalLine).join(''))).toStrictEqual(entries);
  const later = { ...left(3, '1'), state: 'levitating' as ImportState };
  expect(parseJournal(journalLine(later))).toStrictEqual([left(3, '1')]);
  const nameless = { ...left(3, '1'), target: { profile: 'shop' } } as LeftEntry;
  expect(parseJournal(journalLine(nameless))).toEqual([]);
});
