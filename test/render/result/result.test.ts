import { stripVTControlCharacters } from 'node:util';
import { Chalk } from 'chalk';
import { describe, expect, it, test } from 'vitest';
import { closingLine, type ResultLayout, resultLines } from '../../../src/render/result/result.ts';
import type { Finished } from '../../../src/render/result/result-collector.ts';
import { noPaint, themeOf } from '../../../src/render/theme/theme.ts';
import { noon } from '../../helpers/clock.ts';
import { assets, chat, drawBar, halfway, result, seen } from '../sample-events.ts';

const plain = themeOf(noPaint, true);
const linesOf = (results: readonly Finished[], theme = plain, layout: ResultLayout = {}) =>
  resultLines(results, theme, layout).flat();
const done = seen({ state: 'succeeded', completed: 5000, total: 5000, message: 'All is in.' });

test("a line has mark, name, outcome, counts, duration and the service's message", () => {
  expect(linesOf([result({ snapshot: done })], plain)).toEqual([
    '✔ shop:123  succeeded  5,000 records  3m 05s  All is in.',
  ]);
});

test('unknown values leave no gap', () => {
  expect(linesOf([result({ target: chat })], plain)).toEqual(['✔ chat  succeeded  3m 05s']);
});

test('failed records of a success are shown as well', () => {
  const snapshot = seen({ state: 'succeeded', completed: 5000, total: 5000, failed: 12 });
  expect(linesOf([result({ snapshot })], plain)[0]).toContain('5,000 records, 12 failed');
});

test('several results are aligned in columns', () => {
  const results = [
    result({ snapshot: done }),
    result({ target: assets, outcome: 'failed', snapshot: seen({ message: 'Row 17 is empty' }) }),
    result({ target: chat, outcome: 'no-answer' }),
  ];
  expect(linesOf(results, plain)).toEqual([
    '✔ shop:123   succeeded        5,000 records  3m 05s  All is in.',
    '✖ assets:a1  failed                          3m 05s  Row 17 is empty',
    '? chat       outcome unknown                 3m 05s',
  ]);
});

describe('an outcome in many words', () => {
  const results = [
    result({ snapshot: done }),
    result({ target: assets, outcome: 'interrupted', snapshot: halfway }),
    result({ target: chat, outcome: 'failed' }),
  ];

  it('leaves no hole in the other lines', () => {
    expect(linesOf(results, plain, { columns: 80 })).toEqual([
      '✔ shop:123   succeeded  5,000 records  3m 05s',
      '  All is in.',
      '■ assets:a1  stopped watching (the import keeps running)  2,500 of 5,000  3m 05s',
      '✖ chat       failed                    3m 05s',
    ]);
  });

  it('wraps alone', () => {
    expect(linesOf(results, plain, { columns: 60 })).toEqual([
      '✔ shop:123   succeeded  5,000 records  3m 05s',
      '  All is in.',
      '■ assets:a1  stopped watching (the import keeps running)',
      '  2,500 of 5,000  3m 05s',
      '✖ chat       failed                    3m 05s',
    ]);
  });
});

test('without Unicode the marks are ASCII', () => {
  const outcomes = ['succeeded', 'failed', 'timed-out', null] as const;
  const lines = linesOf(
    outcomes.map((outcome) => result({ outcome })),
    themeOf(noPaint, false),
  );
  expect(lines.map((line) => line[0])).toEqual(['+', 'x', '~', '>']);
});

test('a status shows the progress of running imports', () => {
  const results = [
    result({ outcome: null, snapshot: halfway }),
    result({ target: assets, outcome: null, snapshot: seen({ percent: 7.9 }) }),
    result({
      target: chat,
      outcome: null,
      snapshot: seen({ state: 'queued', vendorState: 'queued' }),
    }),
  ];
  expect(linesOf(results, plain)).toEqual([
    '▸ shop:123   running (IN_PROGRESS)  50%  2,500 of 5,000',
    '▸ assets:a1  running (IN_PROGRESS)   7%',
    '▸ chat       queued',
  ]);
  expect(linesOf(results, plain, { drawBar })[0]).toBe(
    '▸ shop:123   running (IN_PROGRESS)  #####----- 50%  2,500 of 5,000',
  );
});

test('an import that had ended before shows when instead of how long', () => {
  const snapshot = seen({ state: 'succeeded', updatedAt: noon - 120_000 });
  expect(linesOf([result({ snapshot, alreadyEnded: true, polls: 1 })], plain)).toEqual([
    '✔ shop:123  succeeded  (ended 2m 00s before the first poll)',
  ]);
});

test('colors change nothing but the color', () => {
  const results = [result({ snapshot: done }), result({ target: assets, outcome: 'failed' })];
  const coloured = linesOf(results, themeOf(new Chalk({ level: 1 }), true), { drawBar });
  expect(coloured[1]).toContain('\u001B[31m');
  expect(coloured.map(stripVTControlCharacters)).toEqual(linesOf(results, plain, { drawBar }));
});

test('the speed is next to the duration', () => {
  expect(linesOf([{ ...result({ snapshot: done }), perSecond: 27.02 }], plain)[0]).toContain(
    '  3m 05s (27/s)  All is in.',
  );
});

test('a message is left to the error if it is the same', () => {
  const snapshot = seen({ message: 'gone' });
  const error = { code: 'gone', message: 'The service no longer knows it (gone).' } as const;
  const [line] = linesOf([result({ outcome: 'no-answer', snapshot, error })], plain);
  expect(line).toBe('? shop:123  outcome unknown (gone)  3m 05s');
});

describe('in a terminal', () => {
  const failed = result({
    target: assets,
    outcome: 'failed',
    snapshot: seen({ message: 'Row 17 is empty, and so are the rows after it' }),
  });
  const results = [result({ snapshot: done }), failed];

  it('a message that is too long wraps between its words', () => {
    expect(linesOf(results, plain, { columns: 60 })).toEqual([
      '✔ shop:123   succeeded  5,000 records  3m 05s',
      '  All is in.',
      '✖ assets:a1  failed                    3m 05s',
      '  Row 17 is empty, and so are the rows after it',
    ]);
  });

  it('without room for columns, no line keeps their padding', () => {
    expect(linesOf(results, plain, { columns: 40 })).toEqual([
      '✔ shop:123  succeeded  5,000 records',
      '  3m 05s',
      '  All is in.',
      '✖ assets:a1  failed  3m 05s',
      '  Row 17 is empty, and so are the rows',
      '  after it',
    ]);
  });

  it('colors do not count', () => {
    const painted = linesOf(results, themeOf(new Chalk({ level: 1 }), true, true), {
      columns: 60,
    });
    expect(painted.map(stripVTControlCharacters)).toEqual(linesOf(results, plain, { columns: 60 }));
  });
});

describe('the closing line of several imports', () => {
  const failed = result({ target: assets, outcome: 'failed', exitCode: 1, durationMs: 23_000 });
  const missing = result({ target: chat, outcome: 'not-found', exitCode: 5, durationMs: 2000 });
  const ended = result({ durationMs: 20_000 });

  it('counts them and names the import that decides the exit code', () => {
    expect(closingLine([ended, failed, missing], 1, plain)).toBe(
      '1 succeeded, 1 failed, 1 not found after 23s · exit code 1 (assets:a1 failed)',
    );
    expect(closingLine([ended, missing], 5, plain)).toContain('exit code 5 (chat not found)');
  });

  it('names no import if all is well', () => {
    expect(closingLine([ended, ended], 0, plain)).toBe('2 succeeded in 20s · exit code 0');
    const running = result({ outcome: null, durationMs: 100, snapshot: seen() });
    expect(closingLine([running, running], 0, plain)).toBe('2 running · exit code 0');
  });

  it('counts what has no word of its own', () => {
    const none = result({ outcome: null, durationMs: 0 });
    const strange = result({ outcome: null, durationMs: 0, snapshot: seen({ state: 'unknown' }) });
    const silent = result({ outcome: 'timed-out', exitCode: 124, durationMs: 20_000 });
    expect(closingLine([none, strange], 0, plain)).toBe(
      '1 with no status yet, 1 with unknown status · exit code 0',
    );
    expect(closingLine([silent, silent], 0, plain)).toBe(
      '2 with no usable answer after 20s · exit code 0',
    );
  });

  it('names no import if a signal ended the wait', () => {
    const left = result({ outcome: 'interrupted', exitCode: 130, durationMs: 20_000 });
    expect(closingLine([left, failed], 130, plain)).toMatch(/exit code 130$/);
  });

  it('is left out for one', () => {
    expect(closingLine([ended], 0, plain)).toBeUndefined();
  });
});
