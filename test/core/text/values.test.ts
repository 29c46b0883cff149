import { describe, expect, it } from 'vitest';
import { exitCodes, mostSeriousExitCode, type Outcome } from '../../../src/core/model/outcome.ts';
import { hasChanged, hasEnded, importStates, snapshot } from '../../../src/core/model/snapshot.ts';
import { formatDuration, parseDuration } from '../../../src/core/text/duration.ts';
import {
  asCount,
  asText,
  asTime,
  at,
  type Json,
  parseJson,
  writtenValues,
} from '../../../src/core/text/json.ts';
import { running } from '../../helpers/story.ts';

describe('JSON', () => {
  it('keeps every digit of a large integer', () => {
    expect(parseJson('{"id":5537431447739019570,"n":12,"x":1.5e3}')).toEqual({
      id: '5537431447739019570',
      n: 12,
      x: 1500,
    });
  });

  it('has its numbers as they were when it is written again', () => {
    const text =
      '{"a":5537431447739019570,"b":[1.0,1e400,-0,{"c":1E5}],"d":"5537431447739019570","e":0.1,"f":null}';
    expect(writtenValues([parseJson(text)])).toEqual([text]);
    expect(writtenValues(parseJson('[1.0,"1.0",2,0.10]') as Json[])).toEqual([
      '1.0',
      '"1.0"',
      '2',
      '0.10',
    ]);
    expect(writtenValues(['made', 1.5, { by: [true] }])).toEqual([
      '"made"',
      '1.5',
      '{"by":[true]}',
    ]);
  });

  it('takes the last value of a key that occurs twice', () => {
    expect(parseJson('{"s":"running","s":"done","n":{"a":1,"a":{"b":2}}}')).toEqual({
      s: 'done',
      n: { a: { b: 2 } },
    });
    expect(parseJson('{"id":1,"id":5537431447739019570}')).toEqual({ id: '5537431447739019570' });
  });

  it('is refused if it is nested too deeply', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(parseJson(nested(201))).toBeInstanceOf(Array);
    expect(() => parseJson(nested(202))).toThrow('nested too deeply');
  });

  it('is read by path, own properties only', () => {
    const json = parseJson('{"a":[{"b":null}],"__proto__":{"c":1}}');
    expect(at(json, 'a', 0, 'b')).toBeNull();
    expect(at(json, 'a', 1, 'b')).toBeUndefined();
    expect(at(json, 'toString')).toBeUndefined();
    expect(at(json, 'c')).toBeUndefined();
    expect(at(json, 'a', 0, 'b', 'd')).toBeUndefined();
  });

  it('gives counts, texts and times, or nothing', () => {
    expect(
      ['7', 7, 0, -1, '7a', '', null, Number.NaN, [], true].map((value) => asCount(value)),
    ).toEqual([
      7,
      7,
      0,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(['a', ' ', 7, true, null, {}].map((value) => asText(value))).toEqual([
      'a',
      undefined,
      '7',
      'true',
      undefined,
      undefined,
    ]);
    expect(asTime('2026-11-22T12:00:00Z')).toBe(Date.UTC(2026, 10, 22, 12));
    expect(asTime(1_795_262_400_000)).toBe(1_795_262_400_000);
    expect(asTime('yesterday')).toBeUndefined();
  });
});

describe('a value in JSON', () => {
  it.each([
    ['7.25', 7.25],
    ['4200', 4200],
    ['0x10', undefined],
    ['1e3', undefined],
    [' 7 ', 7],
    [0.5, 0.5],
    ['a7', undefined],
    ['7.', undefined],
    ['7.5a', undefined],
    ['7.a', undefined],
    ['1.25.5', undefined],
    ['-1', undefined],
    [Number.POSITIVE_INFINITY, undefined],
    [true, undefined],
    [{}, undefined],
  ])('%j as a count is %j', (value, count) => {
    expect(asCount(value)).toBe(count);
  });

  it.each([
    ['2026-11-22', Date.UTC(2026, 10, 22)],
    ['2026-11-22T12:00:00+01:00', Date.UTC(2026, 10, 22, 11)],
    ['12026-11-22', undefined],
    ['on 2026-11-22', undefined],
    ['2026-99-99', undefined],
    [0, undefined],
    [1, 1],
    [8.64e15, 8.64e15],
    [8.64e15 + 1, undefined],
    [-1, undefined],
    [null, undefined],
    ['1795262400000', undefined],
    [['2026-11-22'], undefined],
  ])('%j as a time is %j', (value, time) => {
    expect(asTime(value as Json)).toBe(time);
  });

  it('can be nested two hundred times at most', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(parseJson(nested(201))).toBeInstanceOf(Array);
    expect(() => parseJson(nested(202))).toThrow('nested too deeply');
    const mixed = `{"a":${'[{"b":'.repeat(120)}null${'}]'.repeat(120)}}`;
    expect(() => parseJson(mixed)).toThrow('nested too deeply');
    expect(parseJson('[null,{"a":null}]')).toEqual([null, { a: null }]);
  });
});

describe('a duration', () => {
  it.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['5m', 300_000],
    ['1h30m', 5_400_000],
    ['1.5h', 5_400_000],
    ['90', 90_000],
    [2, 2000],
    ['0s', 0],
    [' 30s ', 30_000],
    ['0.25', 250],
    ['0.25s', 250],
    ['1.25m500ms', 75_500],
    ['3650d', 315_360_000_000],
  ])('%s is %i ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each([
    '',
    'soon',
    '5 m',
    '-1s',
    '5M',
    '1h-30m',
    '1e3',
    'Infinity',
    '99999d',
    '3651d',
    '1.x',
    '1.xs',
    'x1s',
    '1.5.5',
  ])('%j is not one', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it.each([
    [0, '0s'],
    [0.5, '1ms'],
    [4, '4ms'],
    [49, '49ms'],
    [50, '0.1s'],
    [400, '0.4s'],
    [9000, '9s'],
    [9960, '10s'],
    [10_000, '10s'],
    [1050, '1.1s'],
    [86_369_000, '23h 59m'],
    [86_400_000, '1d 0h'],
    [42_400, '42s'],
    [59_700, '1m 00s'],
    [185_000, '3m 05s'],
    [3_599_800, '1h 00m'],
    [7_800_000, '2h 10m'],
    [273_600_000, '3d 4h'],
  ])('of %i ms is written %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe('a snapshot', () => {
  it('has no total and no percentage if the total is 0', () => {
    expect(snapshot(running({ completed: 0, total: 0 }), 5)).toEqual({
      state: 'running',
      vendorState: 'IN_PROGRESS',
      completed: 0,
      observedAt: 5,
    });
  });

  it('has the percentage from its counts, or else the given one', () => {
    expect(snapshot(running({ completed: 3, total: 12, percent: 90 }), 0).percent).toBe(25);
    expect(snapshot(running({ total: 12, percent: 90 }), 0).percent).toBe(90);
    expect(snapshot(running({ total: 12 }), 0)).not.toHaveProperty('percent');
  });

  it('clamps the percentage and keeps the raw counts', () => {
    expect(snapshot(running({ completed: 15, total: 10 }), 0)).toMatchObject({
      completed: 15,
      total: 10,
      percent: 100,
    });
  });

  it('has ended in three states, and in no other', () => {
    const ended = importStates.filter((state) => hasEnded(snapshot({ ...running(), state }, 0)));
    expect(ended).toEqual(['succeeded', 'failed', 'aborted']);
  });

  it('has not changed if only the time of the poll differs', () => {
    expect(hasChanged(snapshot(running(), 1), snapshot(running(), 2))).toBe(false);
    expect(hasChanged(snapshot(running(), 1), snapshot(running({ updatedAt: 3 }), 1))).toBe(true);
  });
});

describe('the exit code of several results', () => {
  const code = (...outcomes: Outcome[]) =>
    mostSeriousExitCode(outcomes.map((outcome) => ({ outcome, exitCode: exitCodes[outcome] })));

  it('is 0 when all succeeded', () => {
    expect(code('succeeded', 'succeeded')).toBe(0);
  });

  it('comes from the most serious outcome', () => {
    const gravestFirst: Outcome[] = [
      'failed',
      'aborted',
      'partial',
      'not-found',
      'refused',
      'no-answer',
      'action-required',
      'stalled',
      'timed-out',
    ];
    expect(
      gravestFirst.map((_, index) => code('succeeded', ...gravestFirst.slice(index).reverse())),
    ).toEqual([1, 3, 10, 5, 4, 6, 9, 7, 124]);
  });

  it('comes from the signal if there was one', () => {
    expect(
      mostSeriousExitCode([
        { outcome: 'failed', exitCode: 1 },
        { outcome: 'interrupted', exitCode: 143 },
      ]),
    ).toBe(143);
  });
});
