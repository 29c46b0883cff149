import { widthOf } from '../text/width.ts';
import { percentText } from './bar-body.ts';
import type { Body } from './body.ts';

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
