import { expect, test } from 'vitest';
import { formatWait } from '../../../src/core/text/duration.ts';
import { formatCount } from '../../../src/core/text/format-count.ts';
import { figuresOf, formatLeft, wholePercent } from '../../../src/render/text/formatters.ts';
import { halfway, seen } from '../sample-events.ts';

test('thousands are grouped', () => {
  expect([0, 999, 1000, 3450, 1_234_567, 12.34].map(formatCount)).toEqual([
    '0',
    '999',
    '1,000',
    '3,450',
    '1,234,567',
    '12.3',
  ]);
});

test('100 % is for an import that has succeeded, and for no other', () => {
  expect(wholePercent(seen({ percent: 99.99 }))).toBe(99);
  expect(wholePercent(seen({ completed: 5000, total: 5000 }))).toBe(99);
  expect(wholePercent(seen({ state: 'failed', percent: 100 }))).toBe(99);
  expect(wholePercent(seen({ state: 'succeeded', percent: 100 }))).toBe(100);
  expect(wholePercent(seen({ state: 'succeeded', completed: 4999, total: 5000 }))).toBe(99);
  expect(wholePercent(seen())).toBeUndefined();
});

test('a percentage is never outside 0 to 100, whatever the snapshot says', () => {
  expect(wholePercent({ ...halfway, percent: -5 })).toBe(0);
  expect(wholePercent({ ...halfway, state: 'succeeded', percent: 250 })).toBe(100);
});

test('all known figures are shown', () => {
  const estimate = { perSecond: 120.4, remainingMs: 12_500 };
  const snapshot = seen({ completed: 3450, total: 5000, failed: 12 });
  expect(figuresOf(snapshot, estimate)).toEqual([
    '69%',
    '3,450 of 5,000',
    '12 failed',
    '120/s',
    '~13s left',
  ]);
  expect(figuresOf(seen({ completed: 12 }))).toEqual(['12 done']);
  expect(figuresOf(seen())).toEqual([]);
});

test('next to complete counts there is no percentage until the import has succeeded', () => {
  const all = { completed: 1200, total: 1200 };
  expect(figuresOf(seen({ ...all, state: 'failed' }))).toEqual(['1,200 of 1,200']);
  expect(figuresOf(seen({ ...all, phase: 'finishing' }))).toEqual(['1,200 of 1,200']);
  expect(figuresOf(seen({ ...all, state: 'succeeded' }))).toEqual(['100%', '1,200 of 1,200']);
  expect(figuresOf(seen({ completed: 1199, total: 1200 }))).toEqual(['99%', '1,199 of 1,200']);
  expect(figuresOf(seen({ percent: 100 }))).toEqual(['99%']);
});

test.each([
  [0, '1s'],
  [400, '1s'],
  [1400, '1s'],
  [1600, '2s'],
  [59_700, '1m 00s'],
])('a wait of %d ms is shown to the nearest second, and never as zero: %s', (ms, words) => {
  expect(formatWait(ms)).toBe(words);
});

test('without counts there is a time left but no rate', () => {
  const estimate = { perSecond: 1.5, remainingMs: 12_500 };
  expect(figuresOf(seen({ percent: 40 }), estimate)).toEqual(['40%', '~13s left']);
});

test.each([
  [1234, '1,200/s'],
  [99.7, '100/s'],
  [4.52, '4.5/s'],
  [0.5, '30/min'],
  [0.005, '18/h'],
])('a rate of %d a second is shown as %s', (perSecond, words) => {
  const figures = figuresOf(halfway, { perSecond, remainingMs: 0 });
  expect(figures).toContain(words);
});

test.each([
  [59_001, '~1m 00s left'],
  [60_001, '~1m 10s left'],
  [251_000, '~4m 20s left'],
  [600_001, '~11m left'],
  [4_801_000, '~1h 21m left'],
  [1e8, '~1d 3h left'],
])('a longer time of %d ms is rounded more coarsely: %s', (ms, words) => {
  expect(formatLeft(ms)).toBe(words);
});

test('a forecast that has not come true is no longer shown', () => {
  expect(formatLeft(1)).toBe('~1s left');
  expect(formatLeft(0)).toBeUndefined();
  expect(formatLeft(-1)).toBeUndefined();
});
