import { afterEach, describe, expect, it } from 'vitest';
import { readClockTime } from '../../../src/config/schema/clock-time.ts';

const zone = process.env['TZ'];
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

/** What a clock time means in a time zone at a moment. */
function next(words: string, now: string, timeZone = 'UTC'): string {
  process.env['TZ'] = timeZone;
  const at = readClockTime(words)?.(Date.parse(now)).at ?? Number.NaN;
  return new Date(at).toISOString();
}

describe('a clock time', () => {
  it.each([
    ['06:00', '2026-11-26T05:59:59Z', '2026-11-26T06:00:00.000Z'],
    ['06:00', '2026-11-26T06:00:00Z', '2026-11-27T06:00:00.000Z'],
    ['6:00', '2026-11-26T07:00:00Z', '2026-11-27T06:00:00.000Z'],
    ['00:00', '2026-12-31T23:59:00Z', '2027-01-01T00:00:00.000Z'],
    ['23:59:30', '2026-11-26T23:59:00Z', '2026-11-26T23:59:30.000Z'],
  ])('%s is the next one after %s', (words, now, then) => {
    expect(next(words, now)).toBe(then);
  });

  it('is a time of the local clock', () => {
    expect(next('06:00', '2026-11-26T05:30:00Z', 'Europe/Berlin')).toBe('2026-11-27T05:00:00.000Z');
    expect(next('06:00', '2026-11-26T05:30:00Z', 'America/New_York')).toBe(
      '2026-11-26T11:00:00.000Z',
    );
  });

  it('is what the clock shows, even after a change of the offset', () => {
    expect(next('06:00', '2026-03-28T22:00:00Z', 'Europe/Berlin')).toBe('2026-03-29T04:00:00.000Z');
    expect(next('06:00', '2026-10-24T22:00:00Z', 'Europe/Berlin')).toBe('2026-10-25T05:00:00.000Z');
  });

  it('that the clock skips counts from the offset before', () => {
    expect(next('02:30', '2026-03-28T23:00:00Z', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  });

  it.each([
    ['2026-10-24T23:00:00Z', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00.000Z'],
    ['2026-10-25T00:45:00Z', '2026-10-25T01:30:00.000Z'],
    ['2026-10-25T01:30:00Z', '2026-10-26T01:30:00.000Z'],
  ])('that the clock shows twice is the next of the two at %s', (now, then) => {
    expect(next('02:30', now, 'Europe/Berlin')).toBe(then);
  });
});

describe('a date and a time', () => {
  const now = '2026-11-26T12:00:00Z';

  it.each([
    ['2026-11-27T06:00', '2026-11-27T05:00:00.000Z'],
    ['2026-11-27 06:00', '2026-11-27T05:00:00.000Z'],
    ['2026-11-27T06:00:30', '2026-11-27T05:00:30.000Z'],
    ['2026-11-27T06:00Z', '2026-11-27T06:00:00.000Z'],
    ['2026-11-27t06:00:00.000z', '2026-11-27T06:00:00.000Z'],
    ['2026-11-27T06:00+02:00', '2026-11-27T04:00:00.000Z'],
    ['2026-11-27T06:00-0330', '2026-11-27T09:30:00.000Z'],
    ['2026-11-27T06:00+02', '2026-11-27T04:00:00.000Z'],
    ['2028-02-29T06:00Z', '2028-02-29T06:00:00.000Z'],
  ])('%s, with an offset or in local time', (words, then) => {
    expect(next(words, now, 'Europe/Berlin')).toBe(then);
  });

  it('that has passed is an error that shows a valid one', () => {
    expect(() => next('2026-11-26T11:59Z', now)).toThrow('2026-11-26T11:59Z has passed');
    expect(() => next('2026-11-26T12:00Z', now)).toThrow('has passed');
  });
});

it.each([
  '24:00',
  '06:60',
  '6',
  '06.00',
  '6am',
  '06:00Z',
  '2026-11-27',
  '2026-02-30T06:00',
  '2026-13-01T06:00',
  '2026-11-27T25:00',
  '2026-11-27T06:00+24:00',
  '2026-11-27T06:00+01:60',
  'tomorrow',
  '',
  600,
])('%j is not valid', (raw) => {
  expect(readClockTime(raw)).toBeUndefined();
});
