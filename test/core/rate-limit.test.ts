import { describe, expect, it } from 'vitest';
import { createRateLimit, gapOf, pauseOf } from '../../src/core/rate-limit.ts';
import { fixedClock, noon } from '../helpers/clock.ts';

const answer = (headers: Record<string, string>) => ({ status: 200, headers, text: '' });
const wait = (headers: Record<string, string>) =>
  pauseOf(answer(headers), noon) ?? gapOf(answer(headers), noon);

describe('the time a service asks to wait', () => {
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
    [
      'a reset that is past',
      { 'x-ratelimit-remaining': '9', 'x-ratelimit-reset': String(noon - 1) },
    ],
    [
      'words',
      { 'retry-after': 'soon', 'x-ratelimit-remaining': 'many', 'x-ratelimit-reset': 'later' },
    ],
  ])('%s asks for none', (_name, headers) => {
    expect(wait(headers as Record<string, string>) ?? 0).toBe(0);
  });

  it('is at most two minutes where a window asks for it', () => {
    expect(wait({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(noon + 1e9) })).toBe(
      120_000,
    );
  });
});

describe('a rate limit', () => {
  it('holds the latest time that was asked for', () => {
    const limit = createRateLimit(fixedClock);
    expect(limit.notBefore()).toBe(Number.NEGATIVE_INFINITY);
    limit.note(answer({ 'retry-after': '42' }));
    limit.note({ ...answer({ 'retry-after': '7' }), status: 503 });
    limit.note({ ...answer({}), status: 503 });
    expect(limit.notBefore()).toBe(42_000);
  });

  it('keeps a pause where an answer is an error', () => {
    const limit = createRateLimit(fixedClock);
    limit.note({ ...answer({ 'retry-after': '42' }), status: 503 });
    limit.note({ ...answer({}), status: 400 });
    expect(limit.notBefore()).toBe(42_000);
  });

  it('forgets a pause once a good answer asks for none', () => {
    const limit = createRateLimit(fixedClock);
    limit.note({ ...answer({ 'retry-after': '86400' }), status: 503 });
    limit.note(answer({}));
    expect(limit.notBefore()).toBe(0);
  });

  it('knows the gap that keeps within the window, while the service speaks of one', () => {
    const limit = createRateLimit(fixedClock);
    limit.note(answer({ 'ratelimit-remaining': '5', 'ratelimit-reset': '60' }));
    expect([limit.gapMs(), limit.notBefore()]).toEqual([12_000, 12_000]);
    limit.note(answer({}));
    expect(limit.gapMs()).toBe(0);
  });
});
