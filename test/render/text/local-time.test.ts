import { describe, expect, it, test } from 'vitest';
import { clockTime, elapsedTime, localTime, timeAgo } from '../../../src/render/text/local-time.ts';
import { noon } from '../../helpers/clock.ts';

test('a time is shown in local time', () => {
  expect(localTime(noon, 60)).toBe('2026-11-22 13:00:00');
  expect(localTime(noon, -13 * 60)).toBe('2026-11-21 23:00:00');
});

test('by default, in the time zone of the process', () => {
  const date = new Date(noon);
  expect(localTime(noon).slice(11, 13)).toBe(String(date.getHours()).padStart(2, '0'));
});

describe('the time of a day', () => {
  const at = (time: string) => Date.parse(`2026-11-${time}:00Z`);
  const now = at('22T22:30');

  it('is shown to the nearest minute', () => {
    expect(clockTime(at('22T22:41') + 29_999, now, 0)).toBe('22:41');
    expect(clockTime(at('22T22:41') + 30_000, now, 0)).toBe('22:42');
  });

  it('includes the day if it is another one', () => {
    expect(clockTime(at('23T00:10'), now, 0)).toBe('Mon 00:10');
    expect(clockTime(at('23T00:10'), now, -120)).toBe('22:10');
    expect(clockTime(at('22T22:41'), now, 120)).toBe('00:41');
  });

  it('is not shown if it is far away', () => {
    expect(clockTime(at('29T22:30'), now, 0)).toBeUndefined();
    expect(clockTime(Infinity, now, 0)).toBeUndefined();
    expect(clockTime(Number.NaN, now, 0)).toBeUndefined();
  });
});

test.each([
  [10_000, 'just now'],
  [60_000, '1 minute ago'],
  [59.9 * 60_000, '59 minutes ago'],
  [3 * 3_600_000, '3 hours ago'],
  [30 * 86_400_000, '30 days ago'],
  [31 * 86_400_000, '2026-10-22'],
])('%i ms before is %s', (ms, text) => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  expect(timeAgo(now - ms, now)).toBe(text);
});

test.each([
  [14_900, ' 0:14'],
  [723_000, '12:03'],
  [3_909_000, '1:05:09'],
])('%i ms since the start is %s', (ms, text) => {
  expect(elapsedTime(noon + ms, noon)).toBe(text);
});
