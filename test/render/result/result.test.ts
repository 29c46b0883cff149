import { stripVTControlCharacters } from 'node:util';
import { Chalk } from 'chalk';
import { describe, expect, it, test } from 'vitest';
import { resultLines } from '../../../src/render/result/result.ts';
import { noPaint, themeOf } from '../../../src/render/theme/theme.ts';
import { noon } from '../../helpers/clock.ts';
import { assets, chat, drawBar, halfway, result, seen } from '../sample-events.ts';

const plain = themeOf(noPaint, true);
const done = seen({ state: 'succeeded', completed: 5000, total: 5000, message: 'All is in.' });

test("a line has mark, name, outcome, counts, duration and the service's message", () => {
  expect(resultLines([result({ snapshot: done })], plain)).toEqual([
    '✔ shop:123  succeeded  5,000 of 5,000  in 3m 05s  All is in.',
  ]);
});

test('what is not known leaves no gap', () => {
  expect(resultLines([result({ target: chat })], plain)).toEqual(['✔ chat  succeeded  in 3m 05s']);
});

test('records that failed are told of a success, too', () => {
  const snapshot = seen({ state: 'succeeded', completed: 5000, total: 5000, failed: 12 });
  expect(resultLines([result({ snapshot })], plain)[0]).toContain('5,000 of 5,000, 12 failed');
});

test('several results stand in columns', () => {
  const results = [
    result({ snapshot: done }),
    result({ target: assets, outcome: 'failed', snapshot: seen({ message: 'Row 17 is empty' }) }),
    result({ target: chat, outcome: 'no-answer' }),
  ];
  expect(resultLines(results, plain)).toEqual([
    '✔ shop:123   succeeded        5,000 of 5,000  in 3m 05s  All is in.',
    '✖ assets:a1  failed                           in 3m 05s  Row 17 is empty',
    '! chat       outcome unknown                  after 3m 05s',
  ]);
});

test('without Unicode the marks are ASCII', () => {
  const outcomes = ['succeeded', 'failed', 'timed-out', null] as const;
  const lines = resultLines(
    outcomes.map((outcome) => result({ outcome })),
    themeOf(noPaint, false),
  );
  expect(lines.map((line) => line[0])).toEqual(['+', 'x', '!', '>']);
});

test('of imports that go on, a status tells how far they are', () => {
  const results = [
    result({ outcome: null, snapshot: halfway }),
    result({ target: assets, outcome: null, snapshot: seen({ percent: 7.9 }) }),
    result({
      target: chat,
      outcome: null,
      snapshot: seen({ state: 'queued', vendorState: 'queued' }),
    }),
  ];
  expect(resultLines(results, plain)).toEqual([
    '▸ shop:123   running (IN_PROGRESS)  50%  2,500 of 5,000',
    '▸ assets:a1  running (IN_PROGRESS)   7%',
    '▸ chat       queued',
  ]);
  expect(resultLines(results, plain, { drawBar })[0]).toBe(
    '▸ shop:123   running (IN_PROGRESS)  #####----- 50%  2,500 of 5,000',
  );
});

test('an import that had ended before says when instead of how long', () => {
  const snapshot = seen({ state: 'succeeded', updatedAt: noon - 120_000 });
  expect(resultLines([result({ snapshot, alreadyEnded: true })], plain)).toEqual([
    '✔ shop:123  succeeded  ended 2m 00s before the first look',
  ]);
});

test('colours change nothing but the colour', () => {
  const results = [result({ snapshot: done }), result({ target: assets, outcome: 'failed' })];
  const coloured = resultLines(results, themeOf(new Chalk({ level: 1 }), true), { drawBar });
  expect(coloured[1]).toContain('\u001B[31m');
  expect(coloured.map(stripVTControlCharacters)).toEqual(resultLines(results, plain, { drawBar }));
});

test('how fast it was stands beside how long it took', () => {
  expect(resultLines([{ ...result({ snapshot: done }), perSecond: 27.02 }], plain)[0]).toContain(
    '  in 3m 05s (27/s)  All is in.',
  );
});

test('a message that the error says too is left to it', () => {
  const snapshot = seen({ message: 'gone' });
  const error = { code: 'gone', message: 'The service no longer knows it (gone).' } as const;
  const [line] = resultLines([result({ outcome: 'no-answer', snapshot, error })], plain);
  expect(line).toBe('! shop:123  outcome unknown (gone)  after 3m 05s');
});

describe('in a terminal', () => {
  const failed = result({
    target: assets,
    outcome: 'failed',
    snapshot: seen({ message: 'Row 17 is empty, and so are the rows after it' }),
  });
  const results = [result({ snapshot: done }), failed];

  it('a message that is too long wraps between its words', () => {
    expect(resultLines(results, plain, { columns: 60 })).toEqual([
      '✔ shop:123   succeeded  5,000 of 5,000  in 3m 05s',
      '  All is in.',
      '✖ assets:a1  failed                     in 3m 05s',
      '  Row 17 is empty, and so are the rows after it',
    ]);
  });

  it('without room for columns, no line keeps their padding', () => {
    expect(resultLines(results, plain, { columns: 40 })).toEqual([
      '✔ shop:123  succeeded  5,000 of 5,000',
      '  in 3m 05s  All is in.',
      '✖ assets:a1  failed  in 3m 05s',
      '  Row 17 is empty, and so are the rows',
      '  after it',
    ]);
  });

  it('colours do not count', () => {
    const painted = resultLines(results, themeOf(new Chalk({ level: 1 }), true, true), {
      columns: 60,
    });
    expect(painted.map(stripVTControlCharacters)).toEqual(
      resultLines(results, plain, { columns: 60 }),
    );
  });
});
