import { describe, expect, it } from 'vitest';
import { snapshot } from '../../src/core/model/snapshot.ts';
import {
  type EndEntry,
  journalLine,
  keptOf,
  parseJournal,
  unreadableLines,
  type WatchEntry,
} from '../../src/history/entries.ts';
import {
  durationsOf,
  endsOf,
  expectationOf,
  firstWatchedAt,
} from '../../src/history/past-imports.ts';
import { lastWatch } from '../../src/history/unfinished.ts';

const shop = { profile: 'shop', provider: 'elevate', id: '5537431447739019570' };
const chat = { profile: 'chat', provider: 'rocketchat' };
const minute = 60_000;

const began = (at: number, target = shop): WatchEntry => ({
  type: 'watch',
  at,
  targets: [{ ...target, source: '/work/.importwatchrc' }],
  count: 1,
  choice: {},
});
const ended = (at: number, more: Partial<EndEntry> = {}): EndEntry => ({
  type: 'end',
  at,
  target: shop,
  kind: 'PRODUCTS',
  outcome: 'succeeded',
  durationMs: 4 * minute,
  ...more,
});

const lineOf = (entry: object) => `\n${JSON.stringify(entry)}\n`;

describe('a journal', () => {
  it('keeps what was written, in order', () => {
    const choice = { config: '/work/c.yaml', provider: 'elevate', baseUrl: 'https://shop.example' };
    const entries = [
      { ...began(3), choice },
      ended(2, { records: 31_000 }),
      ended(1, { target: chat }),
      ended(8.64e15),
    ];
    const text = entries.map(journalLine).join('');
    expect(parseJournal(text)).toStrictEqual(entries);
  });

  it('keeps all digits of an id', () => {
    expect(journalLine(began(1))).toContain('"5537431447739019570"');
    const spoiled = journalLine(began(1)).replace('"5537431447739019570"', '5537431447739019570');
    expect(lastWatch(parseJournal(spoiled))?.targets[0]?.id).toBe(shop.id);
  });

  it.each([
    ['a line that was cut off', '{"v":1,"type":"end","at":5,"tar'],
    ['a line of another program', 'hello'],
    ['another version', lineOf({ ...ended(5), v: 2 })],
    ['no version', lineOf(ended(5))],
    ['no time', lineOf({ ...ended(5), v: 1, at: undefined })],
    ['a time beyond all times', lineOf({ ...ended(8.64e15 + 1), v: 1 })],
    ['a number', '7'],
    ['too deep a line', '['.repeat(10_000)],
    ['zeros', '\0\0\0\0'],
  ])('skips %s, and loses nothing next to it', (_, line) => {
    const text = `${journalLine(began(1))}${line}${journalLine(ended(2))}`;
    expect(parseJournal(text)).toStrictEqual([began(1), ended(2)]);
  });

  it.each([
    { ...ended(1), outcome: 'interrupted' },
    { ...ended(1), durationMs: -1 },
    { ...ended(1), target: { profile: 'shop' } },
    { ...ended(1), target: { provider: 'elevate' } },
    { ...began(1), targets: [], count: undefined },
    { ...began(1), targets: [], count: 0 },
    { ...began(1), count: 2 },
    { ...began(1), targets: [shop] },
    { ...began(1), targets: 'shop' },
  ])('takes nothing from %j', (entry) => {
    expect(parseJournal(journalLine(entry as EndEntry))).toEqual([]);
  });

  it('knows what was watched last', () => {
    expect(lastWatch([])).toBeUndefined();
    expect(lastWatch([began(1), began(3, { ...shop, id: '7' }), ended(4)])).toMatchObject({
      at: 3,
      targets: [{ id: '7' }],
    });
  });

  it('knows it though the clock was set back', () => {
    expect(lastWatch(parseJournal([began(9), began(3)].map(journalLine).join('')))?.at).toBe(3);
  });

  it('says if the last wait had more imports than it keeps', () => {
    const many = { ...began(4), targets: [], count: 51 };
    expect(lastWatch(parseJournal([began(3), many].map(journalLine).join('')))).toEqual(many);
  });

  it('reads an entry of an earlier version, which does not count its targets', () => {
    const { count: _, ...old } = began(1);
    expect(parseJournal(journalLine(old as WatchEntry))).toEqual([began(1)]);
  });

  it('knows when an import with an id was first watched', () => {
    const entries = [began(5), began(7, { ...shop, id: '7' }), began(9)];
    expect(firstWatchedAt(entries)(shop, 20)).toBe(5);
    expect(firstWatchedAt(entries)({ ...shop, id: '8' }, 20)).toBe(20);
    expect(firstWatchedAt([began(5, chat as typeof shop)])(chat, 20)).toBe(20);
    expect(firstWatchedAt([began(50)])(shop, 20)).toBe(20);
  });

  it('knows a new time if the id of an import that ended is reused', () => {
    const entries = [began(5), ended(6), began(8), began(9)];
    expect(firstWatchedAt(entries)(shop, 20)).toBe(8);
    expect(firstWatchedAt(entries.slice(0, 2))(shop, 20)).toBe(20);
    expect(firstWatchedAt([began(5), ended(6, { target: chat })])(shop, 20)).toBe(5);
  });

  it('knows it by profile, provider and id, among others that ended or were watched at the same time', () => {
    const kept = { source: '/work/.importwatchrc' };
    const both: WatchEntry = {
      ...began(8),
      targets: [
        { ...chat, ...kept },
        { ...shop, ...kept },
      ],
    };
    const others = [
      ended(1),
      ended(1, { target: chat }),
      began(2, { ...shop, profile: 'other' }),
      began(3, { ...shop, provider: 'rocketchat' }),
    ];
    expect(firstWatchedAt([...others, both])(shop, 20)).toBe(8);
  });
});

describe('the expected duration of an import', () => {
  const past = ['1', '2', '3'].map((id) => ended(1, { target: { ...shop, id } }));
  const running = { state: 'running', vendorState: 'IN_PROGRESS', kind: 'PRODUCTS' } as const;
  const times = { watchedAt: 1000, now: 61_000 };

  it('comes from past imports of its profile and kind', () => {
    const expected = { usualMs: 4 * minute, elapsedMs: minute };
    const now = snapshot(running, 0);
    expect(expectationOf(endsOf([began(0), ...past]))(shop, now, times)).toEqual(expected);
  });

  it('counts from the start that the service reports', () => {
    const started = snapshot({ ...running, startedAt: 31_000 }, 0);
    expect(expectationOf(past)(shop, started, times)).toMatchObject({ elapsedMs: minute / 2 });
  });

  it.each([
    ['of another kind', { ...running, kind: 'ADS' }],
    ['of no kind', { ...running, kind: undefined }],
    ['that says how far it is', { ...running, percent: 10 }],
    ['that has ended', { ...running, state: 'succeeded' as const }],
    ['that is queued', { ...running, state: 'queued' as const }],
    ['that waits for others', { ...running, state: 'blocked' as const }],
    ['that waits for a person', { ...running, state: 'action-required' as const }],
  ])('is nothing %s', (_, fields) => {
    expect(expectationOf(past)(shop, snapshot(fields, 0), times)).toBeUndefined();
  });

  it('ignores other profiles, and failures', () => {
    const now = snapshot(running, 0);
    expect(expectationOf(past)({ ...shop, profile: 'other' }, now, times)).toBeUndefined();
    expect(expectationOf(past)({ ...shop, provider: 'other' }, now, times)).toBeUndefined();
    const failures = past.map((entry): EndEntry => ({ ...entry, outcome: 'failed' }));
    expect(expectationOf(failures)(shop, now, times)).toBeUndefined();
  });

  it('counts one that several watches saw end once', () => {
    const seen = [ended(9 * minute), ended(9 * minute + 500), ended(9 * minute + 900)];
    expect(endsOf([began(1), ...seen])).toEqual([seen[0]]);
    expect(expectationOf(endsOf(seen))(shop, snapshot(running, 0), times)).toBeUndefined();
    const others = [
      ended(9 * minute, { target: { ...shop, id: '7' } }),
      ended(9 * minute, { target: { ...shop, profile: 'other' } }),
      ended(9 * minute, { target: { ...shop, provider: 'other' } }),
      ended(9 * minute, { outcome: 'failed' }),
      ended(13 * minute),
    ];
    expect(endsOf([ended(9 * minute), ...others])).toHaveLength(6);
  });

  it('goes by those that succeeded, if only in part', () => {
    const outcomes = ['succeeded', 'failed', 'partial', 'aborted'] as const;
    const entries = outcomes.map((outcome, index) => ended(1, { outcome, durationMs: index }));
    expect(durationsOf(entries)).toEqual([0, 2]);
  });
});

describe('what a journal keeps of a command line', () => {
  it('is the gates that were given, as text', () => {
    expect(keptOf({ minRecords: 0, failOnPartial: true, maxFailed: undefined })).toEqual({
      minRecords: '0',
      failOnPartial: 'true',
    });
    expect(keptOf({})).toEqual({});
  });
});

describe('a damaged journal', () => {
  it('says how many of its lines are not entries', () => {
    const good = journalLine(ended(minute));
    expect(unreadableLines('')).toBe(0);
    expect(unreadableLines(`${good}\n\n${good}`)).toBe(0);
    expect(unreadableLines(`${good}half an en\n{"type":"other"}\n${good}`)).toBe(2);
  });
});
