import { expect, test } from 'vitest';
import { localTime } from '../../src/render/local-time.ts';
import { noon } from '../helpers/clock.ts';

test('a time is told as the clock on the wall shows it', () => {
  expect(localTime(noon, 60)).toBe('2026-11-22 13:00:00');
  expect(localTime(noon, -13 * 60)).toBe('2026-11-21 23:00:00');
});

test('by default in the time zone of the process', () => {
  const date = new Date(noon);
  expect(localTime(noon).slice(11, 13)).toBe(String(date.getHours()).padStart(2, '0'));
});
