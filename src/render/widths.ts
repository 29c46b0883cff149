import { type BarBody, type Body, percentText } from './body.ts';
import { widthOf } from './width.ts';

/** One import's part of a frame, not laid out yet. */
export interface Line {
  readonly name: string;
  readonly body: Body;
  readonly elapsed: string;
}

/** Columns of the terminal for each part of a line; 0 where it is left out. */
export interface Widths {
  readonly name: number;
  readonly bar: number;
  readonly percent: number;
  readonly counts: number;
  readonly failed: number;
  readonly rate: number;
  readonly left: number;
  readonly elapsed: number;
  readonly note: number;
  /** The words of an import that has no bar. */
  readonly words: number;
}

export const gap = 2;
const usualName = 8;
const leastName = 3;
const leastBar = 10;
const usualBar = 15;
const mostBar = 30;
const leastNote = 8;
const leastWords = 12;
const usualPercent = 3;
const usualRate = 7;
const usualLeft = 11;
const usualElapsed = 7;

/** Where there is not room for all, these give way, one after the other; the percentage stays. */
const givesWay = ['rate', 'elapsed', 'left', 'failed', 'counts', 'bar'] as const;

/**
 * The same widths for all lines, so that they stand in columns, `room` in all. Figures get the
 * width they usually need from the start, so that nothing moves when they grow.
 */
export function widthsOf(lines: readonly Line[], room: number): Widths {
  const bars = lines.flatMap(({ body }) => (body.kind === 'bar' ? [body] : []));
  const longestName = widest(lines, ({ name }) => name);
  const name = Math.min(longestName, room, Math.max(usualName, Math.floor(room / 3)));
  const elapsed = widest(lines, (line) => line.elapsed, usualElapsed);
  if (bars.length === 0) return wordsOnly(lines, { ...none, name, elapsed }, room);
  let widths: Widths = { ...barWidths(bars), name, elapsed };
  for (const part of givesWay) {
    if (sum(widths) > room) widths = { ...widths, [part]: 0 };
  }
  const spare = room - sum(widths);
  if (widths.bar === 0) {
    const rest = Math.min(longestName, name + spare);
    if (rest < leastName) return { ...none, name };
    return withWords({ ...widths, name: rest }, room);
  }
  const bar = Math.min(usualBar, widths.bar + spare);
  const note = noteWidth(bars, spare - (bar - widths.bar));
  const rest = room - sum({ ...widths, bar, note });
  return withWords({ ...widths, bar: Math.min(mostBar, bar + rest), note }, room);
}

const none: Widths = {
  name: 0,
  bar: 0,
  percent: 0,
  counts: 0,
  failed: 0,
  rate: 0,
  left: 0,
  elapsed: 0,
  note: 0,
  words: 0,
};

function barWidths(bars: readonly BarBody[]): Widths {
  const completed = widest(bars, (body) => body.completed);
  const half = widest(bars, (body) => body.total, completed);
  return {
    ...none,
    bar: leastBar,
    percent: widest(bars, percentText, usualPercent),
    counts: half && 2 * half + '/'.length,
    failed: widest(bars, ({ failed }) => failed),
    rate: half && widest(bars, ({ rate }) => rate, usualRate),
    left: widest(bars, ({ left }) => left, usualLeft),
  };
}

function noteWidth(bars: readonly BarBody[], spare: number): number {
  const longest = widest(bars, ({ note }) => note);
  return spare - gap < Math.min(longest, leastNote) ? 0 : Math.min(longest, spare - gap);
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
  const longest = widest(lines, ({ body }) =>
    body.kind === 'words' ? `${body.mark} ${body.text}` : '',
  );
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
