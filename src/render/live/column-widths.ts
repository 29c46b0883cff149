import { widthOf } from '../text/width.ts';
import { percentText } from './bar-body.ts';
import type { Body } from './body.ts';

/** Terminal columns for each part of a line; 0 if it is left out. */
export interface ColumnWidths extends ColumnDemand {
  readonly bar: number;
}

export const gap = 2;
const usualName = 10;
const leastName = 5;
const leastBar = 8;
const usualBar = 15;
const mostBar = 30;
/** Phases differ in length; the other columns don't move for that. */
const usualNote = 18;
const leastWords = 12;
/** Times of imports that end within a minute: `59s left`, `59s`. */
const short = { left: 8, elapsed: 3 } as const;
const usual = { left: 11, elapsed: 7 } as const;

/**
 * If there isn't room for all parts, they are dropped in this order; the percentage stays. The
 * first ones are dropped as soon as the bar would be short.
 */
const givesWay = [
  { parts: ['trend', 'finish'], bar: usualBar },
  { parts: ['rate', 'note', 'elapsed', 'left', 'failed', 'counts', 'bar'], bar: leastBar },
] as const;

/**
 * The same widths for all lines, so that they form columns, `room` in total. Times get the width of
 * long ones from the start if that leaves a long enough bar; otherwise when they first need it.
 */
export function columnWidthsOf(demand: ColumnDemand, room: number): ColumnWidths {
  const isLong = demand.left > short.left || demand.elapsed > short.elapsed;
  const calm = fitted(withTimes(demand, usual), room);
  const isCalm = isLong || demand.percent === 0 || (calm.bar >= usualBar && !lacks(calm, demand));
  return isCalm ? calm : fitted(withTimes(demand, short), room);
}

function withTimes(
  demand: ColumnDemand,
  { left, elapsed }: typeof short | typeof usual,
): ColumnDemand {
  const times = { left: Math.max(left, demand.left), elapsed: Math.max(elapsed, demand.elapsed) };
  return demand.percent === 0 ? { ...demand, elapsed: times.elapsed } : { ...demand, ...times };
}

function lacks({ note, rate }: ColumnWidths, demand: ColumnDemand): boolean {
  return (demand.note > 0 && note === 0) || (demand.rate > 0 && rate === 0);
}

function fitted(demand: ColumnDemand, room: number): ColumnWidths {
  const name = Math.min(demand.name, room, Math.max(usualName, Math.floor(room / 3)));
  if (demand.percent === 0) return wordsOnly({ ...demand, bar: 0, name }, room);
  let widths: ColumnWidths = { ...demand, name, bar: 0, words: 0, note: demand.note && usualNote };
  for (const { parts, bar } of givesWay) {
    widths = { ...widths, bar };
    for (const part of parts) if (sum(widths) > room) widths = { ...widths, [part]: 0 };
  }
  if (widths.bar === 0) {
    const rest = Math.min(demand.name, name + room - sum(widths));
    if (rest < leastName) return { ...none, name };
    return withWords({ ...widths, name: rest }, room);
  }
  for (const [part, most] of [
    ['note', widths.note && Math.max(demand.note, usualNote)],
    ['bar', usualBar],
    ['name', demand.name],
    ['bar', mostBar],
  ] as const) {
    const rest = room - sum(widths);
    widths = { ...widths, [part]: Math.max(widths[part], Math.min(most, widths[part] + rest)) };
  }
  return withWords(widths, room);
}

const none: ColumnWidths = {
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

/** Words beside bars take the place of the bar, or the rest of the line if no column follows. */
function withWords(widths: ColumnWidths, room: number): ColumnWidths {
  const { name, elapsed, note } = widths;
  if (elapsed + note === 0) {
    const rest = room - name - gap;
    return { ...widths, words: rest < leastName ? 0 : rest };
  }
  return { ...widths, words: sum({ ...widths, name: 0, elapsed: 0, note: 0 }) };
}

function wordsOnly(widths: ColumnWidths, room: number): ColumnWidths {
  const { name, elapsed, words } = widths;
  const beside = room - name - gap - elapsed - gap;
  const columns = { ...none, name };
  if (beside < leastWords) return withWords(columns, room);
  return { ...columns, elapsed, words: Math.min(words, beside) };
}

function sum(widths: ColumnWidths): number {
  const kept = Object.values(widths).filter((width) => width > 0);
  return kept.reduce((all, width) => all + width, 0) + gap * Math.max(0, kept.length - 1);
}

/** One import's part of a frame, not laid out yet. */
export interface Line {
  readonly name: string;
  /** The page of the import. */
  readonly url: string | undefined;
  readonly body: Body;
  readonly elapsed: string;
}

/** The most columns that each part of the lines fills; 0 if no line has it. */
export interface ColumnDemand {
  /** Including the symbol before it. */
  readonly name: number;
  readonly percent: number;
  readonly counts: number;
  readonly failed: number;
  readonly rate: number;
  readonly trend: number;
  readonly left: number;
  readonly finish: number;
  readonly elapsed: number;
  readonly note: number;
  /** The words of an import without a bar. */
  readonly words: number;
}

/** The symbol and a blank. */
export const markWidth = 2;
const usualPercent = 3;
const usualRate = 7;
const usualFinish = 16;

/**
 * What the lines need, and needed `before`: no column shrinks because a number became shorter or is
 * missing for a while. Numbers get their usual width from the start, so that nothing moves when
 * they grow.
 */
export function columnDemandOf(lines: readonly Line[], before?: ColumnDemand): ColumnDemand {
  const bars = lines.flatMap(({ body }) => (body.kind === 'bar' ? [body] : []));
  const half = widest(bars, ({ completed, total }) =>
    widthOf(completed) > widthOf(total) ? completed : total,
  );
  const isForecast = bars.some(({ estimated }) => !estimated);
  const demand: ColumnDemand = {
    name: markWidth + widest(lines, ({ name }) => name),
    percent: bars.length && widest(bars, percentText, usualPercent),
    counts: half && 2 * half + '/'.length,
    failed: widest(bars, ({ failed }) => failed),
    rate: half && widest(bars, ({ rate }) => rate, usualRate),
    trend: widest(bars, ({ trend }) => trend),
    left: widest(bars, ({ left }) => left),
    finish: widest(bars, ({ finish }) => finish, isForecast ? usualFinish : 0),
    elapsed: widest(lines, ({ elapsed }) => elapsed),
    note: widest(bars, ({ note }) => note),
    words: widest(lines, ({ body }) => (body.kind === 'words' ? body.text : '')),
  };
  return before ? most(demand, before) : demand;
}

/** `100%`, and the failed records of an import that has ended, take no room from the others. */
function most(demand: ColumnDemand, before: ColumnDemand): ColumnDemand {
  const passing = { failed: 0, percent: before.percent && usualPercent };
  const parts = Object.entries({ ...before, ...passing }) as [keyof ColumnDemand, number][];
  const wider = parts.map(([part, width]) => [part, Math.max(width, demand[part])]);
  return Object.fromEntries(wider) as ColumnDemand;
}

function widest<T>(items: readonly T[], text: (item: T) => string, least = 0): number {
  return items.reduce((most, item) => Math.max(most, widthOf(text(item))), least);
}
