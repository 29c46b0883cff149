import { type BarBody, percentText } from './bar-body.ts';
import type { Body } from './body.ts';
import { widthOf } from './width.ts';

/** One import's part of a frame, not laid out yet. */
export interface Line {
  readonly name: string;
  /** The page of the import. */
  readonly url: string | undefined;
  readonly body: Body;
  readonly elapsed: string;
}

/** Columns of the terminal for each part of a line; 0 where it is left out. */
export interface Widths {
  /** The mark before it included. */
  readonly name: number;
  readonly bar: number;
  readonly percent: number;
  readonly counts: number;
  readonly failed: number;
  readonly rate: number;
  readonly trend: number;
  readonly left: number;
  readonly finish: number;
  readonly elapsed: number;
  readonly note: number;
  /** The words of an import that has no bar. */
  readonly words: number;
}

export const gap = 2;
/** The mark and a blank. */
export const markWidth = 2;
const usualName = 10;
const leastName = 5;
const leastBar = 8;
const usualBar = 15;
const mostBar = 30;
const leastNote = 8;
/** Phases differ in length; the other columns need not move for that. */
const usualNote = 18;
const leastWords = 12;
const usualPercent = 3;
const usualRate = 7;
const usualLeft = 11;
const usualFinish = 16;
const usualElapsed = 7;

/**
 * Where there is not room for all, parts give way one after the other; the percentage stays. The
 * first ones already where the bar would be short, the next ones so that the note can be read.
 */
const givesWay = [
  { parts: ['trend', 'finish'], bar: usualBar, note: usualNote },
  { parts: ['rate'], bar: leastBar, note: usualNote },
  { parts: ['note', 'elapsed', 'left', 'failed', 'counts', 'bar'], bar: leastBar, note: leastNote },
] as const;

/**
 * The same widths for all lines, so that they stand in columns, `room` in all. Figures get the
 * width they usually need from the start, so that nothing moves when they grow.
 */
export function widthsOf(lines: readonly Line[], room: number): Widths {
  const bars = lines.flatMap(({ body }) => (body.kind === 'bar' ? [body] : []));
  const longestName = markWidth + widest(lines, ({ name }) => name);
  const name = Math.min(longestName, room, Math.max(usualName, Math.floor(room / 3)));
  const elapsed = widest(lines, (line) => line.elapsed, usualElapsed);
  if (bars.length === 0) return wordsOnly(lines, { ...none, name, elapsed }, room);
  const longestNote = widest(bars, ({ note }) => note);
  let widths: Widths = { ...barWidths(bars), name, elapsed };
  for (const { parts, bar, note } of givesWay) {
    widths = { ...widths, bar, note: longestNote && note };
    for (const part of parts) if (sum(widths) > room) widths = { ...widths, [part]: 0 };
  }
  if (widths.bar === 0) {
    const rest = Math.min(longestName, name + room - sum(widths));
    if (rest < leastName) return { ...none, name };
    return withWords({ ...widths, name: rest }, room);
  }
  for (const [part, most] of [
    ['note', widths.note && Math.max(longestNote, usualNote)],
    ['bar', usualBar],
    ['name', longestName],
    ['bar', mostBar],
  ] as const) {
    const rest = room - sum(widths);
    widths = { ...widths, [part]: Math.max(widths[part], Math.min(most, widths[part] + rest)) };
  }
  return withWords(widths, room);
}

const none: Widths = {
  name: 0,
  bar: 0,
  percent: 0,
  counts: 0,
  failed: 0,
  rate: 0,
  trend: 0,
  left: 0,
  finish: 0,
  elapsed: 0,
  note: 0,
  words: 0,
};

function barWidths(bars: readonly BarBody[]): Widths {
  const completed = widest(bars, (body) => body.completed);
  const half = widest(bars, (body) => body.total, completed);
  const isForecast = bars.some(({ estimated }) => !estimated);
  return {
    ...none,
    percent: widest(bars, percentText, usualPercent),
    counts: half && 2 * half + '/'.length,
    failed: widest(bars, ({ failed }) => failed),
    rate: half && widest(bars, ({ rate }) => rate, usualRate),
    trend: widest(bars, ({ trend }) => trend),
    left: widest(bars, ({ left }) => left, usualLeft),
    finish: widest(bars, ({ finish }) => finish, isForecast ? usualFinish : 0),
  };
}

/** Words beside bars take their place, or the rest of the line where no column follows. */
function withWords(widths: Widths, room: number): Widths {
  const { name, elapsed, note } = widths;
  if (elapsed + note === 0) {
    const rest = room - name - gap;
    return { ...widths, words: rest < leastName ? 0 : rest };
  }
  return { ...widths, words: sum({ ...widths, name: 0, elapsed: 0, note: 0 }) };
}

function wordsOnly(lines: readonly Line[], widths: Widths, room: number): Widths {
  const { name, elapsed } = widths;
  const longest = widest(lines, ({ body }) => (body.kind === 'words' ? body.text : ''));
  const beside = room - name - gap - elapsed - gap;
  if (beside < leastWords) return withWords({ ...widths, elapsed: 0 }, room);
  return { ...widths, words: Math.min(longest, beside) };
}

function sum(widths: Widths): number {
  const kept = Object.values(widths).filter((width) => width > 0);
  return kept.reduce((all, width) => all + width, 0) + gap * Math.max(0, kept.length - 1);
}

function widest<T>(items: readonly T[], text: (item: T) => string, least = 0): number {
  return items.reduce((most, item) => Math.max(most, widthOf(text(item))), least);
}
