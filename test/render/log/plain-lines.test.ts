import { Chalk } from 'chalk';
import { expect, test } from 'vitest';
import type { WatchEvent } from '../../../src/core/model/events.ts';
import { plainLines } from '../../../src/render/log/plain-lines.ts';
import { noon } from '../../helpers/clock.ts';
import {
  halfway,
  heartbeat,
  progress,
  result,
  retry,
  shop,
  start,
  warning,
} from '../sample-events.ts';

const lines = (event: WatchEvent) => plainLines(event, { time: (at) => `<${at - noon}>` });

test('every line has the time and the name', () => {
  expect(lines(start(shop, noon + 5))).toEqual(['<5>  shop:123  watching (elevate)']);
});

test('a milestone has all known values', () => {
  const estimate = { perSecond: 120, remainingMs: 13_000 };
  const fields = {
    phase: 'indexing',
    completed: 3450,
    total: 5000,
    failed: 12,
    message: 'So far so good',
  };
  expect(lines(progress(fields, { estimate }))).toEqual([
    '<0>  shop:123  running (IN_PROGRESS)   69%  3,450/5,000 (12 failed)  120/s  ~13s left  indexing  So far so good',
  ]);
  expect(lines(progress({ state: 'queued', vendorState: 'queued' }))).toEqual([
    '<0>  shop:123  queued',
  ]);
});

test('other progress is not worth a line, and result and end are printed elsewhere', () => {
  expect(lines(progress({}, { milestone: false }))).toEqual([]);
  expect(lines(result())).toEqual([]);
  expect(lines({ type: 'end', at: noon, exitCode: 0 })).toEqual([]);
});

test('a heartbeat has the state and how long the import has been watched', () => {
  expect(lines(heartbeat({ snapshot: halfway }))).toEqual([
    '<0>  shop:123  running (IN_PROGRESS)   50%  2,500/5,000  1m 02s elapsed',
  ]);
  expect(lines(heartbeat())).toEqual(['<0>  shop:123  no usable answer yet  1m 02s elapsed']);
  expect(lines(heartbeat({ noneYet: true }))).toEqual([
    '<0>  shop:123  waiting for the next import  1m 02s elapsed',
  ]);
});

test('a heartbeat says why an import has not been polled yet', () => {
  const queue = { everyMs: 6700, leftMs: 294_000 };
  expect(lines(heartbeat({ queue: queue }))).toEqual([
    '<0>  shop:123  waiting for its turn: one request every 6.7s, all polled in 4m 54s  1m 02s elapsed',
  ]);
});

test('a retry has its number, the time of the next and the problem', () => {
  expect(lines(retry())).toEqual([
    '<0>  shop:123  retry 2 in 4s: https://shop.example is temporarily unavailable (HTTP 503): Try later',
  ]);
});

test('a warning is labeled as one', () => {
  expect(lines(warning())).toEqual(['<0>  shop:123  warning: Nothing has changed for 10m.']);
});

test('no control character ever, whatever the id and the messages hold', () => {
  const nasty = 'a\u001B[31m\r\n\u0007\u009B2J\u202Eb';
  const target = { profile: nasty, provider: 'elevate', id: nasty };
  const error = { code: 'busy', message: nasty } as const;
  const fields = { phase: nasty, message: nasty, vendorState: nasty };
  const all = [
    start(target),
    progress(fields, { target }),
    heartbeat({ target }),
    retry({ target, error }),
    warning({ target, message: nasty }),
  ].flatMap(lines);
  expect(all).toHaveLength(5);
  for (const line of all) expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
});

test('colors only on request', () => {
  const paint = new Chalk({ level: 1 });
  expect(plainLines(warning(), { time: () => '', paint })[0]).toContain('\u001B[33m');
});
