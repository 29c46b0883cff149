import { ImportwatchError } from '../../core/model/errors.ts';
import type { WaitOptions } from '../../core/model/options.ts';

type Until = NonNullable<WaitOptions['until']>;

const time = '(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?';
const date = '(\\d{4})-(\\d{2})-(\\d{2})';
const offset = '(Z|[+-]\\d{2}(?::?\\d{2})?)?';

const ofClock = new RegExp(`^${time}$`);
const ofCalendar = new RegExp(`^${date}[Tt ]${time}${offset}$`, 'i');
/** For editors. */
export const clockPattern = `^\\s*(${date}[Tt ])?${time}${offset}\\s*$`;

const minuteMs = 60_000;
const dayMs = 86_400_000;

/**
 * A clock time (`06:00`), or a date and time in ISO 8601, with or without an offset. `undefined`
 * for anything else. The returned function finds the time after `now`, in epoch ms: the next such
 * clock time, or that date. It throws a `usage` error for a date in the past.
 */
export function readClockTime(raw: unknown): ((now: number) => Until) | undefined {
  const words = typeof raw === 'string' ? raw.trim() : '';
  const clock = ofClock.exec(words)?.slice(1).map(Number) as number[] | undefined;
  if (clock) {
    const [hour = 0, minute = 0, second = 0] = clock;
    if (!isTime(hour, minute, second || 0)) return undefined;
    return (now) => ({ at: nextClockTime(now, hour, minute, second || 0), words });
  }
  const at = calendarTime(words);
  if (at === undefined) return undefined;
  return (now) => {
    if (at > now) return { at, words };
    throw new ImportwatchError('usage', `--until: ${words} has passed.`, {
      hint: 'Use a future time, such as 06:00 (today or tomorrow).',
    });
  };
}

function calendarTime(words: string): number | undefined {
  const parts = ofCalendar.exec(words);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((digits) => Number(digits ?? 0));
  const noon = new Date(Date.UTC(year, month - 1, day, 12));
  const isDate = noon.getUTCMonth() === month - 1 && noon.getUTCDate() === day;
  if (!isDate || !isTime(hour, minute, second)) return undefined;
  const from = parts[7];
  if (from === undefined) return new Date(year, month - 1, day, hour, minute, second).getTime();
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(from) ?? [];
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const eastMs = Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * minuteMs;
  return Date.UTC(year, month - 1, day, hour, minute, second) - eastMs;
}

function isTime(hour: number, minute: number, second: number): boolean {
  return hour < 24 && minute < 60 && second < 60;
}

/**
 * The next time, after `now`, at which a local clock shows this. A time that the clock skips counts
 * from the offset before the change, as in RFC 5545. One that it shows twice is the next of the two.
 */
function nextClockTime(now: number, hour: number, minute: number, second: number): number {
  const today = new Date(now);
  const times = [0, 1, 2].flatMap((days) => {
    const first = new Date(
      today.getFullYear(),
      today.getMonth(),
      today.getDate() + days,
      hour,
      minute,
      second,
    );
    const before = new Date(first.getTime() - dayMs).getTimezoneOffset();
    const after = new Date(first.getTime() + dayMs).getTimezoneOffset();
    const again = new Date(first.getTime() + (after - before) * minuteMs);
    const isTwice = again.getHours() === first.getHours() && again.getMinutes() === minute;
    return isTwice ? [first.getTime(), again.getTime()] : [first.getTime()];
  });
  return Math.min(...times.filter((at) => at > now));
}
