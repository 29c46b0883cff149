import { type BarBody, percentText, type WordsBody } from './body.ts';
import { clip, clipMiddle, padEnd, padStart } from './fit.ts';
import type { DrawBar, Look } from './look.ts';
import { widthOf } from './width.ts';
import { gap, type Line, type Widths, widthsOf } from './widths.ts';

interface Cell {
  readonly text: string;
  readonly width: number;
  /** Figures are aligned at their end. */
  readonly figure?: boolean;
}

/** The lines one below the other in columns, none wider than `room`, nor ending in blanks. */
export function layOut(
  lines: readonly Line[],
  room: number,
  look: Look,
  drawBar: DrawBar,
): readonly string[] {
  const widths = widthsOf(lines, room);
  const { paint, symbols } = look;
  return lines.map(({ name, body, elapsed }) => {
    const isBar = body.kind === 'bar';
    return join([
      { text: paint.bold(clipMiddle(name, widths.name, symbols.ellipsis)), width: widths.name },
      ...(isBar ? barCells(body, widths, look, drawBar) : [wordsCell(body, widths.words, look)]),
      { text: paint.dim(elapsed), width: widths.elapsed },
      {
        text: isBar ? paint.dim(clip(body.note, widths.note, symbols.ellipsis)) : '',
        width: widths.note,
      },
    ]);
  });
}

function barCells(body: BarBody, widths: Widths, { paint }: Look, drawBar: DrawBar): Cell[] {
  const { percent, estimated, completed, total, failed, rate, left } = body;
  const counts = total && `${padStart(completed, (widths.counts - 1) / 2)}/${total}`;
  return [
    { text: bar(percent, estimated, widths.bar, paint, drawBar), width: widths.bar },
    { text: percentText(body), width: widths.percent, figure: true },
    { text: counts, width: widths.counts },
    { text: paint.yellow(failed), width: widths.failed },
    { text: rate, width: widths.rate, figure: true },
    { text: left, width: widths.left, figure: true },
  ];
}

/** As full as is done, rounded down: a bar is full at 100 % only. */
function bar(
  percent: number,
  estimated: boolean,
  width: number,
  paint: Look['paint'],
  drawBar: DrawBar,
): string {
  if (width === 0) return '';
  const [done, rest] = drawBar(Math.floor((percent / 100) * width) / width, width);
  const tone = estimated ? 'dim' : percent === 100 ? 'green' : 'cyan';
  return paint[tone](done) + paint.dim(rest);
}

function wordsCell({ mark, tone, text }: WordsBody, width: number, look: Look): Cell {
  const { paint, symbols } = look;
  const clipped = clip(text, Math.max(0, width - widthOf(mark) - 1), symbols.ellipsis);
  return { text: `${paint[tone](mark)} ${clipped}`, width };
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
