import { stripVTControlCharacters } from 'node:util';
import { Chalk } from 'chalk';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { WatchEvent } from '../../../src/core/model/events.ts';
import { type ImportState, importStates } from '../../../src/core/model/snapshot.ts';
import type { Target } from '../../../src/core/model/target.ts';
import { frame } from '../../../src/render/live/frame.ts';
import type { Viewport } from '../../../src/render/live/viewport.ts';
import { nextView, type View } from '../../../src/render/state/view.ts';
import { widthOf } from '../../../src/render/text/width.ts';
import { noPaint, themeOf } from '../../../src/render/theme/theme.ts';
import { noon } from '../../helpers/clock.ts';
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

const plain = themeOf(noPaint, true);

function shown(
  events: readonly WatchEvent[],
  { columns = 80, rows = 24, nowMs = noon + 62_000, spinner = '*' }: Partial<Viewport> = {},
  look = plain,
): readonly string[] {
  const view = events.reduce(nextView, [] as View);
  return frame(view, { columns, rows, nowMs, spinner, offsetMinutes: 0 }, look, drawBar).lines;
}

const counted = progress(
  { completed: 3450, total: 5000 },
  { estimate: { perSecond: 120, remainingMs: 12_900 }, at: noon + 62_000 },
);

const many = [
  start(shop),
  start(assets),
  start(chat),
  counted,
  progress({ message: 'Reading the catalogue' }, { target: assets }),
  progress({ percent: 7, failed: 12, phase: 'importing users' }, { target: chat }),
];

test('counts make a bar with percentage, counts, rate, time left and elapsed', () => {
  expect(shown([start(), counted])).toEqual([
    '▸ shop:123  ############------  69%  3,450/5,000    120/s     13s left  1m 02s',
  ]);
});

test('without a total there is a spinner with status, phase, message and elapsed', () => {
  const event = progress({ phase: 'indexing', message: 'Half of it is read' });
  expect(shown([start(), event])).toEqual([
    '* shop:123  running (IN_PROGRESS) · indexing · Half of it is read  1m 02s',
  ]);
  expect(shown([start(), progress({ completed: 12 })])).toEqual([
    '* shop:123  running (IN_PROGRESS) · 12 done  1m 02s',
  ]);
});

test('a percentage alone makes a bar without counts and rate', () => {
  const estimate = { perSecond: 1, remainingMs: 57_000 };
  const event = progress({ percent: 43.9 }, { estimate, at: noon + 62_000 });
  expect(shown([start(), event])).toEqual([
    '▸ shop:123  #########-------------  43%     57s left  done about 12:02  1m 02s',
  ]);
});

test('before the first answer it says that it asks', () => {
  expect(shown([start()])).toEqual(['* shop:123  asking…  1m 02s']);
});

test('a retry shows its countdown, its reason and how far the import was', () => {
  const events = [start(), counted, retry({ at: noon + 62_000 })];
  expect(shown(events)).toEqual([
    expect.stringMatching(/^! shop:123 {2}again in 4s · .+ \(HTTP 503\) · 69% {2}1m 02s$/),
  ]);
  expect(shown(events, { nowMs: noon + 65_000 })[0]).toContain('  again in 1s ·');
  expect(shown(events, { nowMs: noon + 67_000 })[0]).toContain('  asking… ·');
});

test('a good answer that brings nothing new ends a retry in due time', () => {
  const events = [start(), counted, retry({ at: noon, delayMs: 1000 })];
  expect(shown(events, { nowMs: noon + 15_000 })[0]).toContain('asking…');
  expect(shown(events, { nowMs: noon + 17_000 })[0]).toContain('3,450/5,000');
});

test('an import that waits for a person says so at any width', () => {
  const event = progress({ state: 'action-required', vendorState: 'file loaded', percent: 50 });
  expect(shown([start(), event], { columns: 40 })).toEqual([
    '! shop:123  waits for a perso…  1m 02s',
  ]);
});

test('time left runs down between answers, and all of the forecast is silent once it is over', () => {
  expect(shown([start(), counted], { nowMs: noon + 70_000 })[0]).toContain('5s left');
  expect(shown([start(), counted], { nowMs: noon + 80_000 })[0]).not.toMatch(/left|\/s|done about/);
});

test('a bar is full at the end only', () => {
  const nearly = shown([start(), progress({ completed: 5000, total: 5000 })])[0];
  expect(nearly).toContain('#-  99%  5,000/5,000');
  const ended = progress({ state: 'succeeded', completed: 5000, total: 5000 });
  expect(shown([start(), ended])[0]).toContain('#  100%  5,000/5,000');
});

test('several imports stand in columns', () => {
  expect(shown(many)).toEqual([
    '▸ shop:123   ##########-----  69%  3,450/5,000                13s left  1m 02s',
    '* assets:a1  running (IN_PROGRESS) · Reading the catalogue              1m 02s',
    '▸ chat       #--------------   7%               12 failed               1m 02s',
  ]);
});

test('at 200 columns there is room for the phase', () => {
  expect(shown(many, { columns: 200 })).toEqual([
    '▸ shop:123   ####################----------  69%  3,450/5,000               120/s                 13s left  done about 12:01  1m 02s',
    '* assets:a1  running (IN_PROGRESS) · Reading the catalogue                                                                    1m 02s',
    '▸ chat       ##----------------------------   7%               12 failed                                                      1m 02s   importing users',
  ]);
});

/** A long watch of one import, of which everything is known. */
const steady = [0, 1, 2, 3, 4].map((second) =>
  progress(
    { completed: 3000 + 100 * second, total: 5000, phase: 'indexing' },
    { at: noon + second * 1000, estimate: { perSecond: 100, remainingMs: 150_000 } },
  ),
);

test('the narrower a terminal is, the less is shown, one part after the other', () => {
  const parts = {
    trend: /▆/,
    finish: /done about/,
    rate: /100\/s/,
    phase: /index/,
    elapsed: /4s(?! )|4s {7}/,
    left: /left/,
    counts: /3,400\/5,000/,
    bar: /#/,
    percent: /68%/,
  };
  const kept = (columns: number): string => {
    const line = shown([start(), ...steady], { columns, nowMs: noon + 4000 })[0] ?? '';
    return Object.entries(parts)
      .flatMap(([part, look]) => (look.test(line) ? [part] : []))
      .join(' ');
  };
  const seen = Array.from({ length: 180 }, (_, index) => kept(200 - index));
  expect([...new Set(seen)]).toEqual([
    'trend finish rate phase elapsed left counts bar percent',
    'finish rate phase elapsed left counts bar percent',
    'rate phase elapsed left counts bar percent',
    'phase elapsed left counts bar percent',
    'elapsed left counts bar percent',
    'left counts bar percent',
    'counts bar percent',
    'bar percent',
    'percent',
  ]);
});

test('nothing moves when an estimate comes, or while figures change', () => {
  const ends = [2, 5].map((count) => {
    const line = shown([start(), ...steady.slice(0, count)], { columns: 140 })[0] ?? '';
    return line.indexOf('1m 02s');
  });
  expect(ends[0]).toBe(ends[1]);
  const [first] = shown([start(), ...steady.slice(0, 1)], { columns: 140 });
  expect(first?.indexOf('1m 02s')).toBe(ends[0]);
});

test('nothing moves when a phase is followed by one with another name', () => {
  const places = (phase: string, columns: number): readonly number[] => {
    const event = progress({ completed: 1, total: 5000, phase });
    const [line = ''] = shown([start(), event], { columns });
    return ['%', '5,000', '1m 02s'].map((part) => line.indexOf(part));
  };
  for (let columns = 40; columns < 160; columns++) {
    expect(places('finishing', columns)).toEqual(places('importing messages', columns));
  }
});

test('the name leads to the page of the import, at no cost of room', () => {
  const linking = themeOf(noPaint, true, true);
  const events = [start(), progress({ completed: 1, total: 9, url: 'https://shop.example/i/123' })];
  for (const columns of [20, 40, 80]) {
    const [line = ''] = shown(events, { columns }, linking);
    expect(line).toContain(
      '\u001B]8;;https://shop.example/i/123\u001B\\shop:123\u001B]8;;\u001B\\',
    );
    expect(line.replaceAll(/.\]8;;.*?.\\/g, '')).toBe(shown(events, { columns })[0]);
  }
});

test('a phase is shown whole, or not at all', () => {
  const event = progress({ completed: 1, total: 9, phase: 'importing messages' });
  const phases = Array.from({ length: 180 }, (_, columns) => {
    const [line = ''] = shown([start(), event], { columns });
    return /i[mporting messages…]*$/.exec(line)?.[0];
  });
  expect([...new Set(phases)]).toEqual([undefined, 'importing messages']);
});

describe('from one frame to the next', () => {
  const open = (fields: Parameters<typeof progress>[0], target: Target, remainingMs: number) =>
    progress(fields, { target, at: noon, estimate: { perSecond: 120, remainingMs } });
  const rich = [
    open({ completed: 2345, total: 10_000, phase: 'importing messages' }, shop, 9000),
    open({ completed: 120, total: 1200, failed: 2 }, assets, 14_000),
  ];
  const poor = [open({ completed: 9350, total: 10_000 }, shop, 5500)];
  const at = (columns: number) => ({ columns, rows: 24, spinner: '*', offsetMinutes: 0 });

  /** The second of two frames, after other events than the first. */
  function second(
    events: readonly WatchEvent[],
    more: readonly WatchEvent[],
    [firstMs, secondMs]: readonly [number, number],
    columns: number,
  ): readonly [readonly string[], readonly string[]] {
    const before = events.reduce(nextView, [] as View);
    const first = frame(before, { ...at(columns), nowMs: noon + firstMs }, plain, drawBar);
    const after = more.reduce(nextView, before);
    const next = frame(after, { ...at(columns), nowMs: noon + secondMs }, plain, drawBar, first);
    return [first.lines, next.lines];
  }
  const places = (line = '') =>
    ['%', '/10,000', 's left', / {2}4s( |$)/].map((part) => line.search(part));

  it('nothing moves because a figure became shorter, or a phase is over', () => {
    for (let columns = 40; columns < 200; columns++) {
      const [first, next] = second(rich, poor, [4000, 4000], columns);
      expect(places(next[0])).toEqual(places(first[0]));
    }
  });

  it('nothing moves while an import of less than a minute is running', () => {
    for (let columns = 40; columns < 200; columns++) {
      const [first, next] = second(rich, [], [100, 8900], columns);
      expect(next.map((line) => line.indexOf('%'))).toEqual(first.map((line) => line.indexOf('%')));
    }
  });

  it('failed records take no room from the others when their import has ended', () => {
    const [first, next] = second(rich, [result({ target: assets })], [4000, 4000], 80);
    expect(first[1]).toContain('2 failed');
    expect(first[0]).not.toContain('importing messages');
    expect(next[0]).toContain('importing messages');
  });

  it('an outage moves nothing but what it needs', () => {
    const events = [retry({ target: shop, at: noon + 4000 })];
    const [first, next] = second(rich, events, [4000, 4000], 120);
    expect(next[1]).toBe(first[1]);
    expect(next[0]).toMatch(/! shop:123 {3}again in 4s · .+ \(HTTP 503\) · 23%/);
  });
});

test('at 80 columns a short import with phases has a bar of more than a few cells', () => {
  const event = progress(
    { completed: 4860, total: 12_000, phase: 'importing messages' },
    {
      target: { ...chat, profile: 'demo' },
      estimate: { perSecond: 1000, remainingMs: 7000 },
      at: noon,
    },
  );
  expect(shown([event], { nowMs: noon })).toEqual([
    '▸ demo  ######----------  40%   4,860/12,000   7s left  0s   importing messages',
  ]);
});

test('the words of a finished import take the columns up to the end of the line', () => {
  const ended = result({
    target: { ...shop, profile: 'acme', id: '1042' },
    snapshot: seen({ completed: 1200, total: 1200, failed: 2, state: 'succeeded' }),
    durationMs: 10_000,
  });
  const phase = progress(
    { completed: 6969, total: 10_000, phase: 'importing messages' },
    { target: chat },
  );
  expect(shown([phase, ended], { nowMs: noon + 11_000 })[1]).toBe(
    '✔ acme:1042  succeeded · 1,200 of 1,200 · 2 failed · in 10s',
  );
  expect(shown([phase, ended], { nowMs: noon + 11_000, columns: 50 })[1]).toBe(
    '✔ acme:1042  succeeded · 1,200 of 1,200 · 2 fail…',
  );
});

test('a state that the service does not document stands beside the bar', () => {
  const event = progress({ state: 'unknown', vendorState: 'PAUSED', percent: 40, phase: 'x' });
  expect(shown([start(), event], { columns: 120 })[0]).toMatch(/in an unknown state \(PAUSED\)$/);
});

test('at 40 columns name, bar, percentage and counts are left', () => {
  expect(shown(many, { columns: 40 })).toEqual([
    '▸ shop:123   #####---  69%  3,450/5,000',
    '* assets:a1  running (IN_PROGRESS) · R…',
    '▸ chat       --------   7%',
  ]);
});

test('at 20 columns name and percentage are left', () => {
  expect(shown(many, { columns: 20 })).toEqual([
    '▸ shop:123   69%',
    '* assets:a1  runni…',
    '▸ chat        7%',
  ]);
});

test('a long name is cut in its middle, and gives way to what matters', () => {
  const target = { ...shop, profile: 'production', id: '5537431447739019570' };
  const events = [start(target), { ...counted, target }];
  expect(shown(events, { columns: 60 })).toEqual([
    '▸ production:…7739019570  ##########-----  69%  3,450/5,000',
  ]);
  expect(shown(events, { columns: 20 })).toEqual(['▸ produc…19570  69%']);
});

test('without Unicode there is none', () => {
  const ascii = themeOf(noPaint, false);
  const events = [...many, retry({ target: chat, at: noon + 62_000 }), result({ target: assets })];
  for (const columns of [20, 40, 80, 200]) {
    expect(shown(events, { columns }, ascii).join('')).toMatch(/^[ -~]+$/);
  }
});

test('colours change nothing but the colour', () => {
  const coloured = themeOf(new Chalk({ level: 3 }), true);
  const events = [...many, retry({ target: chat, at: noon + 62_000 }), result({ target: assets })];
  for (const columns of [20, 40, 80, 200]) {
    const lines = shown(events, { columns }, coloured);
    expect(lines.join('')).toContain('\u001B[');
    expect(lines.map(stripVTControlCharacters)).toEqual(shown(events, { columns }));
  }
});

test('more imports than rows: those that matter are shown, and a line counts all', () => {
  const targets = Array.from({ length: 50 }, (_, index) => ({ ...shop, id: String(index) }));
  const [failed, ...others] = targets.slice(0, 10) as [Target, ...Target[]];
  const nearlyDone = targets.slice(45).map((target) => progress({ percent: 90 }, { target }));
  const ended = others.map((target) => result({ target }));
  const events = [
    ...targets.map((target) => start(target)),
    ...nearlyDone,
    ...ended,
    result({ target: failed, outcome: 'failed', exitCode: 1 }),
  ];
  const lines = shown(events, { rows: 12 });
  expect(lines).toHaveLength(11);
  expect(lines[0]).toMatch(/^✖ shop:0 /);
  expect(lines.slice(5, 10).map((line) => line.slice(0, 9))).toEqual(
    [45, 46, 47, 48, 49].map((id) => `▸ shop:${id}`),
  );
  expect(lines[10]).toBe('… of 50 imports: 5 running, 35 asking, 9 done, 1 failed');
});

test('an import that has ended stays, with its outcome', () => {
  const snapshot = seen({ completed: 4990, total: 5000, failed: 10, state: 'succeeded' });
  expect(shown([start(), counted, result({ snapshot })])).toEqual([
    '✔ shop:123  succeeded · 4,990 of 5,000 · 10 failed · in 3m 05s',
  ]);
});

test('nothing is ever wider than the terminal, nor higher', () => {
  const names = fc.string({ unit: 'grapheme', maxLength: 40 });
  const count = fc.option(fc.nat(10_000_000), { nil: undefined });
  const event = fc.record({
    profile: names,
    state: fc.constantFrom<ImportState>(...importStates),
    phase: fc.option(names, { nil: undefined }),
    message: fc.option(names, { nil: undefined }),
    completed: count,
    total: count,
    failed: count,
    percent: fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: undefined }),
    rate: fc.option(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { nil: undefined }),
    ends: fc.constantFrom('nothing', 'retry', 'result'),
  });
  fc.assert(
    fc.property(
      fc.array(event, { minLength: 1, maxLength: 6 }),
      fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 220 })),
      fc.integer({ min: 1, max: 8 }),
      (imports, columns, rows) => {
        const events = imports.flatMap(({ profile, rate, ends, ...fields }, index) => {
          const target = { profile, provider: 'elevate', id: String(index) };
          const estimate =
            rate === undefined ? {} : { estimate: { perSecond: rate, remainingMs: 1e6 / rate } };
          return [
            start(target),
            progress(fields, { target, ...estimate }),
            ...(ends === 'retry' ? [retry({ target, delayMs: 100_000 })] : []),
            ...(ends === 'result' ? [result({ target })] : []),
          ];
        });
        const lines = shown(events, { columns, rows });
        expect(lines.length).toBeLessThanOrEqual(Math.max(1, rows - 1));
        for (const line of lines)
          expect(widthOf(line)).toBeLessThanOrEqual(Math.max(0, columns - 1));
      },
    ),
    { numRuns: 300 },
  );
});
