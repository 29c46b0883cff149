import { expect, test } from 'vitest';
import type { WatchEvent } from '../../../src/core/model/events.ts';
import { jsonLine, versionLine } from '../../../src/render/json/json-lines.ts';
import { noon } from '../../helpers/clock.ts';
import {
  chat,
  halfway,
  heartbeat,
  progress,
  result,
  retry,
  seen,
  shop,
  start,
  warning,
} from '../sample-events.ts';

const read = (event: WatchEvent) => JSON.parse(jsonLine(event) ?? 'null');
const at = '2026-11-22T12:00:00.000Z';
const target = { profile: 'shop', provider: 'elevate', id: '123' };

test('the version comes first', () => {
  expect(versionLine('1.2.3')).toBe('{"type":"version","schema":"1.0","importwatch":"1.2.3"}');
});

test('progress has the snapshot, with times in ISO 8601 and without its warnings', () => {
  const fields = {
    completed: 3,
    total: 4,
    startedAt: noon - 1000,
    id: 'x',
    run: 'T0',
    url: 'https://chat.example',
    warnings: [{ code: 'a', message: 'b' }],
  };
  const estimate = { perSecond: 1, remainingMs: 1 };
  expect(read(progress(fields, { estimate }))).toEqual({
    type: 'progress',
    at,
    target,
    snapshot: {
      state: 'running',
      vendorState: 'IN_PROGRESS',
      completed: 3,
      total: 4,
      percent: 75,
      id: 'x',
      url: 'https://chat.example',
      startedAt: '2026-11-22T11:59:59.000Z',
      observedAt: at,
    },
  });
});

test.each([
  [1, 3, 33.3],
  [2, 3, 66.7],
  [4999, 5000, 99.9],
  [99_999, 100_000, 99.9],
  [1, 100_000, 0],
  [7, 7, 100],
])('a percentage has one decimal at most: %i of %i is %f', (completed, total, percent) => {
  expect(read(progress({ completed, total })).snapshot.percent).toBe(percent);
});

test('a heartbeat, a retry, a warning', () => {
  expect(read(heartbeat())).toEqual({ type: 'heartbeat', at, target, elapsedMs: 62_401 });
  expect(read(heartbeat({ snapshot: halfway })).snapshot.completed).toBe(2500);
  const { error } = retry();
  expect(read(retry())).toEqual({ type: 'retry', at, target, error, attempt: 2, delayMs: 4000 });
  const { code, message } = warning();
  expect(read(warning())).toEqual({ type: 'warning', at, target, code, message });
});

test('a result, with the snapshot if one was seen and the error if there is any', () => {
  expect(read(result({ alreadyEnded: true }))).toEqual({
    type: 'result',
    at,
    target,
    outcome: 'succeeded',
    exitCode: 0,
    durationMs: 185_000,
    polls: 12,
  });
  const { error } = retry();
  const withAll = read(result({ outcome: null, snapshot: seen(), error }));
  expect(withAll).toMatchObject({ outcome: null, error, snapshot: { state: 'running' } });
});

test('the start is not in the stream; the end is about no import', () => {
  expect(jsonLine(start())).toBeUndefined();
  expect(read({ type: 'end', at: noon, exitCode: 124 })).toEqual({
    type: 'end',
    at,
    exitCode: 124,
  });
});

test('a target without an id has none', () => {
  expect(read(warning({ target: chat })).target).toEqual({
    profile: 'chat',
    provider: 'rocketchat',
  });
});

test('an id keeps every character, in a line that cannot affect a terminal', () => {
  const id = '\u001B[2J\n\u009B\u2028\u202E\u{E0041}ü';
  const line = jsonLine(warning({ target: { ...shop, id } })) ?? '';
  expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  expect(line).toContain('ü');
  expect(JSON.parse(line).target.id).toBe(id);
});

test.each([
  [1 / 3, 33.3],
  [0.9999, 99.9],
  [0.57, 57],
  [0.007, 0.7],
  [1, 100],
])('a share of %s is %s percent: one decimal, and 100 only for all', (share, percent) => {
  expect(read(progress({ percent: share * 100 })).snapshot.percent).toBe(percent);
});
