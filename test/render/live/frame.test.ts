import { stripVTControlCharacters } from 'node:util';
import { Chalk } from 'chalk';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { WatchEvent } from '../../../src/core/model/events.ts';
import { importStates, type SnapshotFields } from '../../../src/core/model/snapshot.ts';
import type { Target } from '../../../src/core/model/target.ts';
import { type Frame, frame } from '../../../src/render/live/frame.ts';
import type { Viewport } from '../../../src/render/live/viewport.ts';
import { resultLines } from '../../../src/render/result/result.ts';
import { createView } from '../../../src/render/state/view.ts';
import { widthOf } from '../../../src/render/text/width.ts';
import { noPaint, themeOf } from '../../../src/render/theme/theme.ts';
import { noon } from '../../helpers/clock.ts';
import { rowsAfter } from '../rows-after.ts';
import {
  assets,
  chat,
  drawBar,
  progress,
  result,
  retry,
  seen,
  shop,
  start,
} from '../sample-events.ts';

const plain = themeOf(noPaint, false);
const widths = [40, 80, 100, 120, 200];
const second = 1000;

function shown(
  events: readonly WatchEvent[],
  { columns = 80, rows = 24, nowMs = noon + 62 * second, spinner = '*' }: Partial<Viewport> = {},
  look = plain,
): readonly string[] {
  const viewport = { columns, rows, nowMs, spinner, offsetMinutes: 0 };
  return frame(rowsAfter(events), viewport, look, drawBar).lines;
}

const counted = progress(
  { completed: 3450, total: 5000 },
  { estimate: { perSecond: 120, remainingMs: 12_900 }, at: noon + 62 * second },
);

const several = [
  start(shop),
  start(assets),
  start(chat),
  counted,
  progress({ message: 'Reading the catalogue' }, { target: assets }),
  progress({ percent: 7, phase: 'importing users' }, { target: chat }),
];

describe('one import', () => {
  it('has a line of figures and a quiet line', () => {
    const phased = { ...counted, snapshot: { ...counted.snapshot, phase: 'prices' } };
    expect(shown([start(), phased])).toEqual([
      '* shop:123  ###################---------   69%  3,450/5,000  ~13s left',
      '  prices, 1m 02s elapsed, 120/s',
    ]);
  });

  it('has no hole for counts that its service does not report', () => {
    const estimate = { perSecond: 1, remainingMs: 60_000 };
    const event = progress({ percent: 40.9 }, { estimate, at: noon + 62 * second });
    expect(shown([start(), event])[0]).toMatch(/ 40% {2}~1m 00s left$/);
  });

  it.each([40, 58, 60, 80, 200])('says its counts once, at %i columns', (columns) => {
    const lines = shown([start(), counted], { columns }).join('\n');
    expect(lines.match(/3,450\/5,000/g)).toHaveLength(1);
  });

  it('says its failed records once', () => {
    const event = progress({ completed: 345, total: 5000, failed: 26 });
    for (const columns of widths) {
      expect(shown([start(), event], { columns }).join('').match(/26/g)).toHaveLength(1);
    }
  });

  it('has a bar of its own in a narrow terminal', () => {
    expect(shown([start(), counted], { columns: 40 })).toEqual([
      '* shop:123          69%  ~13s left',
      '  #########################------------',
      '  3,450/5,000, 1m 02s elapsed, 120/s',
    ]);
  });

  it('without a total has a spinner, its status and the service’s message', () => {
    const event = progress({ phase: 'indexing', message: 'Half of it is read', failed: 2 });
    expect(shown([start(), event])).toEqual([
      '* shop:123  running (IN_PROGRESS)',
      '  indexing, Half of it is read, 2 failed, 1m 02s elapsed',
    ]);
  });

  it('that reports only a percentage has a bar without counts and rate', () => {
    const estimate = { perSecond: 1, remainingMs: 60_000 };
    const event = progress({ percent: 40.9 }, { estimate, at: noon + 62 * second });
    const [line = '', quiet] = shown([start(), event]);
    expect(line).toMatch(/ 40% +~1m 00s left$/);
    expect(quiet).toBe('  1m 02s elapsed');
  });

  it('is polled before the first answer', () => {
    expect(shown([start()])[0]).toBe('* shop:123  polling...');
  });

  it('shows when it will be done only if that is minutes away', () => {
    const until = (remainingMs: number) =>
      shown([
        start(),
        progress({ completed: 1, total: 9 }, { estimate: { perSecond: 1, remainingMs } }),
      ])[1];
    expect(until(170 * second)).not.toContain('done about');
    expect(until(1000 * second)).toContain('done about 12:17');
  });

  it('shows its time left until the forecast is missed', () => {
    expect(shown([start(), counted], { nowMs: noon + 70 * second })[0]).toContain('~5s left');
    const late = shown([start(), counted], { nowMs: noon + 76 * second });
    expect(late.join(' ')).not.toMatch(/left|120\/s/);
  });

  it('is at 99 % until it has succeeded, and complete counts do not contradict that', () => {
    const [line = ''] = shown([start(), progress({ completed: 5000, total: 5000 })]);
    expect(line).toMatch(/#- {3}99%$/);
  });

  it('names an undocumented status', () => {
    const event = progress({ state: 'unknown', vendorState: 'REINDEXING', percent: 10 });
    expect(shown([start(), event])[1]).toContain('unknown status (REINDEXING)');
  });
});

describe('an outage', () => {
  const away = retry({ at: noon + 62 * second, givesUpMs: 291 * second });

  it('keeps the bar and says why, which attempt, when the next is, and when it gives up', () => {
    const [line = '', quiet] = shown([start(), counted, away]);
    expect(line).toMatch(/^! shop:123 {2}#+-+ {3}69%$/);
    expect(quiet).toBe('  HTTP 503, retry 2 in 4s, gives up in 4m 51s');
  });

  it.each(widths)('says all of that at %i columns', (columns) => {
    const lines = shown([start(), counted, away], { columns }).join(' ');
    expect(lines).toMatch(/HTTP 503.*retry 2 in 4s.*gives up in 4m 51s/);
  });

  it('among several is said in whole facts', () => {
    const line = shown([...several, away], { columns: 80 })[1];
    expect(line).toMatch(/ 69% {2}HTTP 503, retry 2 in 4s$/);
  });

  it('shows its message next to the bar among several', () => {
    const line = shown([...several, away], { columns: 100 })[1];
    expect(line).toMatch(/^ {2}! shop:123 +#+-+ {3}69% {2}HTTP 503, retry 2 in 4s, gives/);
  });

  it('counts down, and says when a retry is under way', () => {
    const at = (ms: number) => shown([start(), counted, away], { nowMs: noon + ms })[1];
    expect(at(65 * second)).toContain('retry 2 in 1s, gives up in 4m 48s');
    expect(at(67 * second)).toContain('retry 2 now...');
  });

  it('is over some time after a retry without further news, because a good answer can change nothing', () => {
    const nowMs = away.at + away.delayMs + 15 * second;
    expect(shown([start(), counted, away], { nowMs })[0]).toMatch(/^\* /);
  });
});

describe('several imports', () => {
  it('are counted in the first row and aligned in columns', () => {
    expect(shown(several)).toEqual([
      'Waiting for 3 imports, 3 running, 1m 02s elapsed',
      '  * shop:123   #################--------   69%  3,450/5,000      ~13s left',
      '  * assets:a1  running (IN_PROGRESS), Reading the catalogue',
      '  * chat       #------------------------    7%',
    ]);
  });

  it('show the phase and the time of the end if there is room', () => {
    const [, first, , last] = shown(several, { columns: 200 });
    expect(first).toMatch(/120\/s {2}~13s left$/);
    expect(last).toContain('importing users');
  });

  it('keep the form of their rows at the end', () => {
    const snapshot = seen({ state: 'succeeded', completed: 5000, total: 5000 });
    const lines = shown([...several, result({ snapshot })]);
    expect(lines[0]).toContain('2 running, 1 done');
    expect(lines[1]).toBe('  + shop:123   succeeded  5,000 records  3m 05s');
  });

  it('show failed records in the available room', () => {
    const failing = (columns: number) => {
      const fields = { completed: 2603, total: 3000, failed: 26 };
      return shown([...several, progress(fields)], { columns })[1];
    };
    expect(failing(80)).toContain('2,603/3,000 x26');
    expect(failing(40)).toContain('86%');
  });

  it('give up the service’s own word before anything is cut', () => {
    const line = (columns: number) => shown(several, { columns })[2];
    expect(line(58)).toBe('  * assets:a1  running, Reading the catalogue');
    expect(line(40)).toBe('  * assets:a1  running, Reading the ...');
  });

  it('that do not all fit: those that matter are shown, and a last line counts the others', () => {
    const each = (id: number): Target => ({ ...shop, id: String(id) });
    const events = [1, 2, 3, 4, 5, 6, 7].map((id) =>
      progress({ percent: id }, { target: each(id) }),
    );
    const lines = shown([...events, result({ target: each(2), outcome: 'failed' })], { rows: 6 });
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/^Waiting for 7 imports/);
    expect(lines[1]).toContain('x shop:2');
    expect(lines[4]).toBe('  ... and 4 more');
  });

  it('shorten the summary as the terminal gets narrower', () => {
    const failed = result({ target: assets, outcome: 'failed' });
    const heads = [80, 44, 34, 24, 12].map(
      (columns) => shown([...several, failed], { columns })[0],
    );
    expect(heads).toEqual([
      'Waiting for 3 imports, 2 running, 1 failed, 1m 02s elapsed',
      'Waiting for 3 imports, 2 running, 1 failed',
      '3 imports, 2 running, 1 failed',
      '3 imports, 1 failed',
      '3 imports',
    ]);
  });
});

describe('an import that needs you', () => {
  const url = 'https://shop.example/imports/1';
  const waits = progress(
    { state: 'action-required', message: 'Confirm it.', url },
    { at: noon + 20 * second },
  );

  it.each(widths)('says what to do, where, and since when, at %i columns', (columns) => {
    const lines = shown([start(), waits], { columns });
    expect(lines.slice(0, 3)).toEqual(['@ shop:123  needs you', '  Confirm it.', `  ${url}`]);
    expect(lines[3]).toMatch(/^ {2}waiting for 42s/);
  });

  it('links to the page, whose address can be too long to be read', () => {
    const long = { ...waits.snapshot, url: `${url}/${'x'.repeat(90)}` };
    const linked = themeOf(noPaint, false, true);
    const line = shown([start(), { ...waits, snapshot: long }], {}, linked)[2] ?? '';
    expect(line).toContain(`\u001B]8;;${long.url}\u001B\\https://`);
    expect(widthOf(line)).toBe(79);
  });

  it('has been waiting since it was first seen to', () => {
    const later = progress({ state: 'action-required', completed: 1 }, { at: noon + 50 * second });
    expect(shown([start(), counted, waits, later])[1]).toContain('waiting for 42s');
  });

  it.each(widths)('among several says so first, at %i columns', (columns) => {
    const line = shown([...several, waits], { columns })[1];
    expect(line).toMatch(/^ {2}@ shop:123 +needs you/);
  });

  it('among several says since when, after as much of its message as fits', () => {
    const line = (message: string | undefined, columns: number) => {
      const { message: _, ...bare } = waits.snapshot;
      const event = { ...waits, snapshot: { ...bare, ...(message && { message }) } };
      return shown([...several, event], { columns })[1]?.trim();
    };
    expect(line(undefined, 80)).toMatch(/needs you, waiting for 42s$/);
    expect(line('Confirm it.', 80)).toMatch(/needs you, Confirm it\., waiting for 42s$/);
    expect(line('Confirm it. '.repeat(9), 80)).toMatch(
      / needs you, Confirm it\. .*\.{3}, waiting for 42s$/,
    );
    expect(line('Confirm it. '.repeat(9), 40)).not.toContain('waiting');
  });

  it('says since when if the service has no message and no page, at any width', () => {
    for (const columns of widths) {
      const lines = shown([start(), progress({ state: 'action-required' }, { at: noon })], {
        columns,
      });
      expect(lines[0]).toBe('@ shop:123  needs you');
      expect(lines[1]).toMatch(/^ {2}waiting for 1m 02s/);
    }
  });
});

test.each(widths)('every running row moves between two polls, at %i columns', (columns) => {
  const frames = ['/', '-'].map((spinner) => shown(several, { columns, spinner }));
  const [before = [], after = []] = frames;
  const moved = before.flatMap((line, row) => (line === after[row] ? [] : [row]));
  expect(moved).toEqual([1, 2, 3]);
});

describe('the eye finds the number', () => {
  const colored = themeOf(new Chalk({ level: 1 }), true);
  const tags = { '\u001B[1m': '<b>', '\u001B[2m': '<q>', '\u001B[22m': '</>' };
  const painted = (events: readonly WatchEvent[]) =>
    shown(events, {}, colored).map((line) =>
      Object.entries(tags).reduce((text, [code, tag]) => text.replaceAll(code, tag), line),
    );
  const bold = (lines: readonly string[]) =>
    [...lines.join('\n').matchAll(/<b>(.*?)<\/>/g)].map(([, text]) => text);

  it('because only the percentage is bold', () => {
    expect(bold(painted([start(), counted]))).toEqual([' 69%']);
    expect(bold(painted(several).slice(1))).toEqual([' 69%', '  7%']);
  });

  it('because names and units are quiet', () => {
    const [line = '', quiet] = painted([start(), counted]);
    expect(line).toContain('<q>shop:123</>');
    expect(line).toContain('~13s<q> left</>');
    expect(quiet).toBe('<q>  1m 02s elapsed · 120/s</>');
  });

  it.each(widths)(
    'and knows what it means: every duration says which it is, at %i columns',
    (columns) => {
      const outage = retry({ at: noon + 62 * second, givesUpMs: 291 * second });
      const waits = progress({ state: 'action-required' });
      const usual = { usualMs: 200 * second, elapsedMs: 9000 };
      const stories = [[counted], [outage], [waits], [progress({}, { expected: usual })]];
      for (const story of stories) {
        const text = shown([start(), ...story], { columns }).join(' | ');
        const known =
          /~\S+( \d\ds)? left|\S+( \d\ds)? elapsed|usually \S+ \d\ds|(retry \d|gives up) in \S+( \d\ds)?|waiting for \S+( \d\ds)?/g;
        expect(text.replace(known, '')).not.toMatch(/\d+(s|m|h)\b/);
      }
    },
  );
});

test('a row that ended has the form of its result', () => {
  const outcomes = ['succeeded', 'failed', 'aborted', 'timed-out', 'no-answer'] as const;
  for (const outcome of outcomes) {
    const ended = result({ outcome, snapshot: seen({ completed: 3, total: 9 }) });
    const [line = ''] = resultLines([ended], plain)[0] ?? [];
    const one = shown([start(), ended], { columns: 120 });
    expect(one).toEqual([line]);
    const [, row = ''] = shown([...several, ended], { columns: 120 });
    expect(row.trim().split(/ {2,}/)).toEqual(line.split(/ {2,}/));
  }
});

test('the marks of states that differ, differ', () => {
  const outcomes = ['failed', 'aborted', 'timed-out', 'interrupted', 'stalled'] as const;
  const marks = outcomes.map((outcome) => shown([start(), result({ outcome })])[0]?.[0]);
  marks.push(shown([start(), retry()], { nowMs: noon })[0]?.[0]);
  marks.push(shown([start(), progress({ state: 'action-required' })])[0]?.[0]);
  expect(new Set(marks).size).toBe(marks.length);
});

test('a bar is full at the end only', () => {
  const bar = (percent: number) => shown([start(), progress({ percent })])[0] ?? '';
  expect(bar(99.9)).toMatch(/#- {3}99%/);
  expect(bar(0.1)).toMatch(/ {2}-+ {4}0%/);
});

test('a cell of a bar can be half done', () => {
  const [line = ''] = shown([start(), progress({ percent: 45 })], {}, themeOf(noPaint, true));
  expect(line).toMatch(/ #+╸-+ /);
});

test('a long name is cut in its middle, if it has to be', () => {
  const target = { ...shop, id: '5537431447739019570' };
  const whole = '* shop:5537431447739019570  polling...';
  expect([40, 60].map((columns) => shown([start(target)], { columns })[0])).toEqual([whole, whole]);
  expect(shown([start(target)], { columns: 32 })[0]).toMatch(/^\* sh.*\.\.\..*570 /);
});

test('the name leads to the page of the import, at no cost of room', () => {
  const linked = { ...themeOf(noPaint, false, true) };
  const event = progress({ percent: 5, url: 'https://shop.example/imports/1' });
  const [line = ''] = shown([start(), event], {}, linked);
  expect(line).toContain('\u001B]8;;https://shop.example/imports/1\u001B\\shop:123\u001B]8;;');
  expect(stripVTControlCharacters(line)).toBe(shown([start(), event])[0]);
});

test('colors change nothing but the color', () => {
  const look = themeOf(new Chalk({ level: 1 }), false);
  const events = [...several, retry({ target: chat })];
  const painted = shown(events, {}, look);
  expect(painted.join('')).toContain('\u001B[');
  expect(painted.map(stripVTControlCharacters)).toEqual(shown(events));
});

describe('from frame to frame', () => {
  /** Where the bars are: start and end of each, by row, of frames for a terminal of this width. */
  function bars(story: readonly WatchEvent[], columns: number) {
    const view = createView();
    let before: Frame | undefined;
    const found: { places: string; percent: number }[] = [];
    for (const event of story) {
      view.handle(event);
      const viewport = { columns, rows: 24, nowMs: event.at, spinner: '*', offsetMinutes: 0 };
      before = frame(view.rows, viewport, plain, drawBar, before);
      for (const line of before.lines) {
        const bar = / ([#-]{6,})(?= |$)/.exec(line);
        const percent = Number(/(\d+)%/.exec(before.lines.join(' '))?.[1] ?? -1);
        if (bar) found.push({ places: `${bar.index}+${bar[1]?.length}`, percent });
      }
    }
    return found;
  }

  const counting = (ms: number, more: Partial<SnapshotFields> = {}, target = shop) =>
    progress(
      { completed: Math.floor(70 * ms), total: 12_500_000, ...more },
      { at: noon + ms, target, estimate: { perSecond: 70 * ms, remainingMs: 1_000_000 - 7 * ms } },
    );
  const growing = [
    start(),
    counting(1000),
    counting(2000, { phase: 'reading' }),
    counting(9000, { phase: 'writing prices and stock levels', failed: 1 }),
    counting(20_000, { phase: 'writing', failed: 12_345 }),
    retry({ at: noon + 25_000 }),
    counting(99_000, { failed: 1_234_567, message: 'Slow.' }),
    counting(170_000, { failed: 1_234_568 }),
  ];

  it.each(widths)('the bar stays in its place, whatever grows, at %i columns', (columns) => {
    const found = bars(growing, columns);
    expect(found.length).toBeGreaterThan(6);
    expect(new Set(found.map(({ places }) => places)).size).toBe(1);
    const percents = found.map(({ percent }) => percent);
    expect(percents).toEqual(percents.toSorted((a, b) => a - b));
  });

  it.each(widths)('the bars of several stay while one ends and one starts to count', (columns) => {
    const story = [
      start(shop),
      start(assets),
      counting(1000),
      progress({ percent: 50, phase: 'reading' }, { target: assets, at: noon + 1500 }),
      counting(2000, { failed: 3 }),
      retry({ target: assets, at: noon + 2500 }),
      result({ target: assets, outcome: 'failed', at: noon + 3000 }),
      counting(90_000, { phase: 'writing prices and stock levels' }),
    ];
    expect(new Set(bars(story, columns).map(({ places }) => places)).size).toBe(1);
  });
});

test('nothing is ever wider than the terminal, nor higher', () => {
  const names = fc.constantFrom(
    '1',
    '5537431447739019570',
    'ที่กำลัง',
    'हिन्दी क्षि',
    '👍🏽👨‍👩‍👧',
    '名前',
  );
  const import_ = fc.record({
    id: names,
    state: fc.constantFrom(...importStates),
    completed: fc.option(fc.nat(99_999_999), { nil: undefined }),
    total: fc.option(fc.nat(99_999_999), { nil: undefined }),
    failed: fc.option(fc.nat(9_999_999), { nil: undefined }),
    message: fc.option(names, { nil: undefined }),
    away: fc.boolean(),
  });
  const size = fc.record({ columns: fc.integer({ min: 2, max: 210 }), rows: fc.nat(12) });
  fc.assert(
    fc.property(fc.array(import_, { minLength: 1, maxLength: 9 }), size, (imports, viewport) => {
      const events = imports.flatMap(({ id, away, ...fields }, index): WatchEvent[] => {
        const target = { ...shop, id: id + index };
        const told = progress(fields, { target, estimate: { perSecond: 7, remainingMs: 9e6 } });
        return [start(target), told, ...(away ? [retry({ target, givesUpMs: 60_000 })] : [])];
      });
      const lines = shown(events, { ...viewport, nowMs: noon + 500 }, themeOf(noPaint, true));
      expect(lines.length).toBeLessThanOrEqual(Math.max(1, viewport.rows - 1));
      for (const line of lines) expect(widthOf(line)).toBeLessThan(viewport.columns);
    }),
    { numRuns: 500 },
  );
});
