import { summaryOf } from '../state/summary.ts';
import type { Row, View } from '../state/view.ts';
import { clip } from '../text/fit.ts';
import { formatSeconds } from '../text/formatters.ts';
import type { DrawBar, Theme } from '../theme/theme.ts';
import { bodyOf } from './body.ts';
import { type ColumnDemand, columnDemandOf, type Line } from './column-widths.ts';
import { layOut } from './layout.ts';
import { selectRows } from './select-rows.ts';
import type { Viewport } from './viewport.ts';

/** What a terminal shows, and what the next frame needs of it. */
export interface Frame {
  readonly lines: readonly string[];
  /** The imports that have a line. */
  readonly rows: View;
  readonly demand: ColumnDemand;
}

/**
 * One line per import, none wider than `columns - 1`, with one row of the terminal left free for
 * the cursor. If not all imports fit, the most important are shown, and a last line counts all.
 * Rows shown `before` keep their place as long as possible.
 */
export function frame(
  view: View,
  viewport: Viewport,
  theme: Theme,
  drawBar: DrawBar,
  before?: Frame,
): Frame {
  const { rows, counted } = selectRows(view, Math.max(1, viewport.rows - 1), before?.rows);
  const lines = rows.map((row) => lineOf(row, viewport, theme));
  const demand = columnDemandOf(lines, before?.demand);
  const shown = layOut(lines, demand, viewport.columns - 1, theme, drawBar);
  return { lines: counted ? [...shown, summary(view, viewport, theme)] : shown, rows, demand };
}

function lineOf(row: Row, viewport: Viewport, theme: Theme): Line {
  const { name, result, snapshot, startedAt } = row;
  const elapsed = result ? '' : formatSeconds(viewport.nowMs - startedAt);
  return { name, url: snapshot?.url, body: bodyOf(row, viewport, theme), elapsed };
}

function summary(view: View, { columns, nowMs }: Viewport, { paint, symbols }: Theme): string {
  const text = `${symbols.ellipsis} of ${view.length} imports: ${summaryOf(view, nowMs)}`;
  return paint.dim(clip(text, columns - 1, symbols.ellipsis));
}
