import { tally } from '../state/summary.ts';
import type { Row, View } from '../state/view.ts';
import { clip } from '../text/fit.ts';
import { formatSeconds } from '../text/formatters.ts';
import type { DrawBar, Look } from '../theme/theme.ts';
import { bodyOf } from './body.ts';
import { type Line, type Needs, needsOf } from './column-demand.ts';
import { layOut } from './layout.ts';
import { choose } from './select-rows.ts';
import type { Moment } from './viewport.ts';

/** What a terminal shows, and what the next frame keeps of it. */
export interface Frame {
  readonly lines: readonly string[];
  /** The imports that have a line. */
  readonly rows: View;
  readonly needs: Needs;
}

/**
 * One line an import, none wider than `columns - 1`, and one row of the terminal left free for the
 * cursor. Where not all imports find room, those that matter are shown and a last line counts all.
 * What was shown `before` stays in its place as long as can be.
 */
export function frame(
  view: View,
  moment: Moment,
  look: Look,
  drawBar: DrawBar,
  before?: Frame,
): Frame {
  const { rows, counted } = choose(view, Math.max(1, moment.rows - 1), before?.rows);
  const lines = rows.map((row) => lineOf(row, moment, look));
  const needs = needsOf(lines, before?.needs);
  const shown = layOut(lines, needs, moment.columns - 1, look, drawBar);
  return { lines: counted ? [...shown, summary(view, moment, look)] : shown, rows, needs };
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
