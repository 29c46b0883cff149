import type { ResultEvent } from '../core/events.ts';
import { bodyOf } from './body.ts';
import { formatSeconds } from './figures.ts';
import { clip } from './fit.ts';
import { layOut } from './layout.ts';
import type { DrawBar, Look } from './look.ts';
import { tally } from './tally.ts';
import type { Row, View } from './view.ts';
import type { Line } from './widths.ts';

/** A terminal at one moment. */
export interface Moment {
  readonly columns: number;
  readonly rows: number;
  /** Epoch ms. */
  readonly nowMs: number;
  /** The glyph of the spinner, one column wide. */
  readonly spinner: string;
}

/**
 * What a terminal shows: one line an import, none wider than `columns - 1`, and one row of the
 * terminal left free for the cursor. Where not all imports find room, those that matter are shown
 * and a last line counts all.
 */
export function frame(view: View, moment: Moment, look: Look, drawBar: DrawBar): readonly string[] {
  const shown = choose(view, Math.max(1, moment.rows - 1));
  const lines = layOut(
    shown.map((row) => lineOf(row, moment, look)),
    moment.columns - 1,
    look,
    drawBar,
  );
  return shown.length === view.length ? lines : [...lines, summary(view, moment, look)];
}

function lineOf(row: Row, { nowMs, spinner }: Moment, look: Look): Line {
  const body = bodyOf(row, nowMs, spinner, look);
  const elapsed = row.result ? '' : formatSeconds(nowMs - row.startedAt);
  return { name: row.name, body, elapsed };
}

/** Those that matter, in their order: what went wrong, then what is nearest to its end. */
function choose(view: View, room: number): View {
  if (view.length <= room) return view;
  const byWeight = [...view].sort((a, b) => weight(b) - weight(a));
  const chosen = new Set(byWeight.slice(0, room - 1));
  return view.filter((row) => chosen.has(row));
}

function weight({ result, snapshot }: Row): number {
  if (result === undefined) return 1 + (snapshot?.percent ?? 0);
  return isGood(result) ? 0 : 1000;
}

function isGood({ outcome }: ResultEvent): boolean {
  return outcome === 'succeeded' || outcome === null;
}

function summary(view: View, { columns, nowMs }: Moment, { paint, symbols }: Look): string {
  const text = `${symbols.ellipsis} of ${view.length} imports: ${tally(view, nowMs)}`;
  return paint.dim(clip(text, columns - 1, symbols.ellipsis));
}
