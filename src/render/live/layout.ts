import { clip, clipMiddle, padEnd, padStart } from '../text/fit.ts';
import { widthOf } from '../text/width.ts';
import type { DrawBar, Theme } from '../theme/theme.ts';
import { type BarBody, percentText } from './bar-body.ts';
import {
  type ColumnDemand,
  type ColumnWidths,
  columnWidthsOf,
  gap,
  type Line,
  markWidth,
} from './column-widths.ts';

interface Cell {
  readonly text: string;
  readonly width: number;
  /** Numbers are aligned at their end. */
  readonly figure?: boolean;
}

/** The lines in columns, none wider than `room`, and none with blanks at its end. */
export function layOut(
  lines: readonly Line[],
  demand: ColumnDemand,
  room: number,
  theme: Theme,
  drawBar: DrawBar,
): readonly string[] {
  const widths = columnWidthsOf(demand, room);
  const { paint, symbols } = theme;
  return lines.map((line) => {
    const { body, elapsed } = line;
    const isBar = body.kind === 'bar';
    const words = isBar ? 0 : wordsWidth(body.text, elapsed, widths, room);
    const text = isBar ? '' : clip(body.text, words, symbols.ellipsis);
    const note = isBar ? clip(body.note, widths.note, symbols.ellipsis) : '';
    return join([
      { text: nameText(line, widths.name, theme), width: widths.name },
      ...(isBar ? barCells(body, widths, theme, drawBar) : [{ text, width: words }]),
      { text: paint.dim(elapsed), width: widths.elapsed },
      { text: paint.dim(note), width: widths.note },
    ]);
  });
}

/** Words that need it use the columns up to the end of the line, which are empty anyway. */
function wordsWidth(text: string, elapsed: string, widths: ColumnWidths, room: number): number {
  if (widths.words === 0) return 0;
  const behind = elapsed && widths.elapsed && gap + widths.elapsed;
  const most = room - widths.name - gap - (behind || 0);
  return Math.max(widths.words, Math.min(widthOf(text), most));
}

/** The symbol and the name, which links to the import's page if there is one. */
function nameText(
  { name, url, body }: Line,
  width: number,
  { paint, symbols, link }: Theme,
): string {
  const clipped = clipMiddle(name, width - markWidth, symbols.ellipsis);
  if (clipped === '') return clip(name, width, symbols.ellipsis);
  const isBar = body.kind === 'bar';
  const mark = isBar ? paint.cyan(symbols.running) : paint[body.tone](body.mark);
  return `${mark} ${link(paint.bold(clipped), url)}`;
}

function barCells(body: BarBody, widths: ColumnWidths, { paint }: Theme, drawBar: DrawBar): Cell[] {
  const { percent, estimated, completed, total, failed, rate, trend, left, finish } = body;
  const counts = total && `${padStart(completed, (widths.counts - 1) / 2)}/${total}`;
  return [
    { text: bar(percent, estimated, widths.bar, paint, drawBar), width: widths.bar },
    { text: percentText(body), width: widths.percent, figure: true },
    { text: counts, width: widths.counts },
    { text: paint.yellow(failed), width: widths.failed },
    { text: rate, width: widths.rate, figure: true },
    { text: paint.cyan(trend), width: widths.trend, figure: true },
    { text: left, width: widths.left, figure: true },
    { text: paint.dim(finish), width: widths.finish },
  ];
}

/** Rounded down: a bar is full only at 100 %. */
function bar(
  percent: number,
  estimated: boolean,
  width: number,
  paint: Theme['paint'],
  drawBar: DrawBar,
): string {
  if (width === 0) return '';
  const [done, rest] = drawBar(Math.floor((percent / 100) * width) / width, width);
  const tone = estimated ? 'dim' : percent === 100 ? 'green' : 'cyan';
  return paint[tone](done) + paint.dim(rest);
}

function join(cells: readonly Cell[]): string {
  const kept = cells.filter(({ width }) => width > 0);
  const last = kept.findLastIndex(({ text }) => text !== '');
  return kept
    .slice(0, last + 1)
    .map(({ text, width, figure }, index) => {
      if (figure) return padStart(text, width);
      return index === last ? text : padEnd(text, width);
    })
    .join(' '.repeat(gap));
}
