import { describe, expect, it } from 'vitest';
import { createRateLimit, gapOf, pauseOf } from '../../../src/core/pacing/rate-limit.ts';
import { fixedClock, noon } from '../../helpers/clock.ts';

const answer = (headers: Record<string, string>) => ({ status: 200, headers, text: '' });
const wait = (headers: Record<string, string>) =>
  pauseOf(answer(headers), noon) ?? gapOf(answer(headers), noon);

describe('the pause that a service asks for', () => {
  it.each([
    ['Retry-After in seconds', { 'retry-after': '42' }, 42_000],
    ['Retry-After as a date', { 'retry-after': 'Sun, 22 Nov 2026 12:00:30 GMT' }, 30_000],
    [
      'Retry-After as a date, by the clock of the service',
      { 'retry-after': 'Sun, 22 Nov 2026 13:00:30 GMT', date: 'Sun, 22 Nov 2026 13:00:00 GMT' },
      30_000,
    ],
    [
      'X-RateLimit in epoch milliseconds',
      { 'x-ratelimit-remaining': '4', 'x-ratelimit-reset': String(noon + 20_000) },
      5000,
    ],
    [
      'X-RateLimit in epoch seconds',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(noon / 1000 + 20) },
      20_000,
    ],
    [
      'X-RateLimit by the clock of the service',
      {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(noon + 3_620_000),
        date: 'Sun, 22 Nov 2026 13:00:00 GMT',
      },
      20_000,
    ],
    [
      'RateLimit in seconds from now',
      { 'ratelimit-remaining': '2', 'ratelimit-reset': '30' },
      15_000,
    ],
    ['the RateLimit field of the draft', { ratelimit: '"default";r=3;t=30' }, 10_000],
    [
      'Retry-After as a date that ends in figures',
      { 'retry-after': 'Sun, 22 Nov 2026 12:00:30 +0000' },
      30_000,
    ],
    [
      'Retry-After as a date that begins with figures',
      { 'retry-after': '2026-11-22T12:00:30Z' },
      30_000,
    ],
    ['Retry-After with blanks', { 'retry-after': ' 42 ' }, 42_000],
    ['Retry-After of now', { 'retry-after': '0' }, 0],
    ['the RateLimit field by itself', { ratelimit: 'r=12;t=30' }, 2500],
    ['the RateLimit field, reset first', { ratelimit: 't=30;r=3' }, 10_000],
    ['fractions', { 'ratelimit-remaining': ' 2 ', 'ratelimit-reset': '1.25' }, 625],
    ['the older RateLimit field', { ratelimit: 'limit=10, remaining=3, reset=30' }, 10_000],
  ])('%s', (_name, headers, expected) => {
    expect(wait(headers as Record<string, string>)).toBe(expected);
  });

  it.each([
    ['nothing', {}],
    ['a number with a word', { 'retry-after': '5 minutes' }],
    ['a word with a number', { 'retry-after': 'x5' }],
    ['a Retry-After that is past', { 'retry-after': 'Sun, 22 Nov 2026 11:00:00 GMT' }],
    ['a remainder with a word', { 'ratelimit-remaining': '5x', 'ratelimit-reset': '60' }],
    ['a word with a remainder', { 'ratelimit-remaining': 'x5', 'ratelimit-reset': '60' }],
    ['a reset with a word', { 'ratelimit-remaining': '5', 'ratelimit-reset': '60x' }],
    ['a word with a reset', { 'ratelimit-remaining': '5', 'ratelimit-reset': 'x60' }],
    ['the other half of it', { 'x-ratelimit-reset': '60' }],
    ['half of it', { 'x-ratelimit-remaining': '3' }],
    ['nothing left, and no reset', { 'x-ratelimit-remaining': '0' }],
    [
      'a reset that is past',
      { 'x-ratelimit-remaining': '9', 'x-ratelimit-reset': String(noon - 1) },
    ],
    [
      'words',
      { 'retry-after': 'soon', 'x-ratelimit-remaining': 'many', 'x-ratelimit-reset': 'later' },
    ],
  ])('%s needs no pause', (_name, headers) => {
    expect(wait(headers as Record<string, string>) ?? 0).toBe(0);
  });

  it('is at most two minutes for a window', () => {
    expect(wait({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(noon + 1e9) })).toBe(
      120_000,
    );
  });
});

describe('a rate limit', () => {
  it('keeps the latest requested time', () => {
    const limit = createRateLimit(fixedClock);
    expect(limit.notBefore()).toBe(Number.NEGATIVE_INFINITY);
    limit.note(answer({ 'retry-after': '42' }), true);
    limit.note({ ...answer({ 'retry-after': '7' }), status: 503 }, false);
    limit.note({ ...answer({}), status: 503 }, false);
    expect(limit.notBefore()).toBe(42_000);
  });

  it('keeps a pause if an answer is an error', () => {
    const limit = createRateLimit(fixedClock);
    limit.note({ ...answer({ 'retry-after': '42' }), status: 503 }, false);
    limit.note({ ...answer({}), status: 400 }, false);
    limit.note({ ...answer({}), sentMs: 1 }, false);
    expect(limit.notBefore()).toBe(42_000);
  });

  /** Answers that were asked for and landed at these times; then what is asked for. */
  function limitAfter(
    ...answers: (readonly [sentMs: number, ms: number, headers: object, isGood?: boolean])[]
  ) {
    const time = { ms: 0 };
    const clock = { ...fixedClock, now: () => noon + time.ms, monotonic: () => time.ms };
    const limit = createRateLimit(clock);
    for (const [sentMs, ms, headers, isGood = true] of answers) {
      time.ms = ms;
      limit.note({ ...answer(headers as Record<string, string>), sentMs }, isGood);
    }
    return [limit.notBefore(), limit.gapMs()];
  }
  const pause = { 'retry-after': '20' };
  const usedUp = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '20' };
  const five = { 'ratelimit-remaining': '5', 'ratelimit-reset': '60' };

  it.each([
    ['Retry-After in seconds', pause],
    ['Retry-After as a date', { 'retry-after': new Date(noon + 21_000).toUTCString() }],
    ['a window that is used up', usedUp],
  ])('keeps a pause by %s until a good answer to a later request', (_name, headers) => {
    const begun = [0, 1000, headers, false] as const;
    expect(limitAfter(begun)[0]).toBe(21_000);
    expect(limitAfter(begun, [900, 1400, {}])[0]).toBe(21_000);
    expect(limitAfter(begun, [1000, 1400, {}])[0]).toBe(21_000);
    expect(limitAfter(begun, [1001, 1400, {}])[0]).toBe(1400);
    expect(limitAfter(begun, [1001, 1400, {}, false])[0]).toBe(21_000);
  });

  it('keeps a pause that a good answer asks for', () => {
    expect(limitAfter([0, 100, usedUp], [50, 400, {}])[0]).toBe(20_100);
    expect(limitAfter([0, 100, usedUp], [50, 400, five])).toEqual([20_100, 12_000]);
  });

  it('keeps a pause that two answers asked for until an answer to a request after both', () => {
    const twice = [
      [0, 1000, pause, false],
      [0, 9000, { 'retry-after': '5' }, false],
    ] as const;
    expect(limitAfter(...twice, [5000, 9500, {}])[0]).toBe(21_000);
    expect(limitAfter(...twice, [9001, 9500, {}])[0]).toBe(9500);
  });

  it("doesn't restart a pause after an error without one", () => {
    const begun = [0, 1000, pause, false] as const;
    expect(limitAfter(begun, [0, 9000, {}, false], [5000, 9500, {}])[0]).toBe(9500);
  });

  it('shortens a pause only as a later answer does', () => {
    const shorter = { 'retry-after': '3' };
    expect(limitAfter([0, 1000, pause, false], [1100, 1200, shorter])[0]).toBe(4200);
    expect(limitAfter([0, 1000, pause, false], [900, 1200, shorter])[0]).toBe(21_000);
    expect(limitAfter([0, 1000, pause, false], [1100, 1200, shorter, false])[0]).toBe(21_000);
  });

  it('knows the gap that respects the window, while the service reports one', () => {
    expect(limitAfter([0, 0, five])).toEqual([12_000, 12_000]);
    expect(limitAfter([0, 0, five], [1, 1, {}])).toEqual([1, 0]);
    expect(limitAfter([0, 0, five], [1, 1, {}, false])).toEqual([12_000, 12_000]);
  });

  it('uses the gap of the answer to the latest request, or the wider one', () => {
    const ten = { 'ratelimit-remaining': '10', 'ratelimit-reset': '60' };
    expect(limitAfter([10, 20, five], [5, 30, ten])[1]).toBe(12_000);
    expect(limitAfter([10, 20, five], [10, 30, ten])[1]).toBe(12_000);
    expect(limitAfter([10, 20, five], [11, 30, ten])[1]).toBe(6000);
    expect(limitAfter([10, 20, ten], [5, 30, five])[1]).toBe(12_000);
  });
});
