import { bodyOf } from './body.ts';
import { type Chosen, choose } from './choose.ts';
import { formatSeconds } from './figures.ts';
import { clip } from './fit.ts';
import { layOut } from './layout.ts';
import type { DrawBar, Look } from './look.ts';
import type { Moment } from './moment.ts';
import { tally } from './tally.ts';
import type { Row, View } from './view.ts';
import type { Line } from './widths.ts';

/**
 * What a terminal shows: one line an import, none wider than `columns - 1`, and one row of the
 * terminal left free for the cursor. Where not all imports find room, those that matter are shown
 * and a last line counts all.
 */
export function frame(
  view: View,
  moment: Moment,
  look: Look,
  drawBar: DrawBar,
  { rows, counted }: Chosen = choose(view, roomIn(moment)),
): readonly string[] {
  const lines = layOut(
    rows.map((row) => lineOf(row, moment, look)),
    moment.columns - 1,
    look,
    drawBar,
  );
  return counted ? [...lines, summary(view, moment, look)] : lines;
}

/** Lines that a frame can have. */
export function roomIn({ rows }: Pick<Moment, 'rows'>): number {
  return Math.max(1, rows - 1);
}

function lineOf(row: Row, moment: Moment, look: Look): Line {
  const { name, result, snapshot, startedAt } = row;
  const elapsed = result ? '' : formatSeconds(moment.nowMs - startedAt);
  return { name, url: snapshot?.url, body: bodyOf(row, moment, look), elapsed };
}

function summary(view: View, { columns, nowMs }: Moment, { paint, symbols }: Look): string {
  const text = `${symbols.ellipsis} of ${view.length} imports: ${tally(view, nowMs)}`;
  return paint.dim(clip(text, columns - 1, symbols.ellipsis));
}
