import { bodyOf } from './body.ts';
import { formatSeconds } from './figures.ts';
import { clip } from './fit.ts';
import { layOut } from './layout.ts';
import type { DrawBar, Look } from './look.ts';
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
 * terminal left free for the cursor. Where not all imports find room, those that go on come first
 * and a last line counts the others.
 */
export function frame(view: View, moment: Moment, look: Look, drawBar: DrawBar): readonly string[] {
  const { shown, hidden } = choose(view, Math.max(1, moment.rows - 1));
  const lines = layOut(
    shown.map((row) => lineOf(row, moment, look)),
    moment.columns - 1,
    look,
    drawBar,
  );
  return hidden.length === 0 ? lines : [...lines, summary(hidden, shown.length, moment, look)];
}

function lineOf(row: Row, { nowMs, spinner }: Moment, look: Look): Line {
  const body = bodyOf(row, nowMs, spinner, look);
  const elapsed = row.result ? '' : formatSeconds(nowMs - row.startedAt);
  return { name: row.name, body, elapsed };
}

function choose(view: View, room: number): { shown: View; hidden: View } {
  if (view.length <= room) return { shown: view, hidden: [] };
  const goingOn = view.filter(({ result }) => result === undefined);
  const ended = view.filter(({ result }) => result !== undefined);
  const chosen = new Set([...goingOn, ...ended].slice(0, room - 1));
  return {
    shown: view.filter((row) => chosen.has(row)),
    hidden: view.filter((row) => !chosen.has(row)),
  };
}

function summary(hidden: View, shown: number, { columns }: Moment, look: Look): string {
  const { paint, symbols } = look;
  const ended = hidden.filter(({ result }) => result !== undefined).length;
  const goingOn = hidden.length - ended;
  const parts = [goingOn > 0 && `${goingOn} going on`, ended > 0 && `${ended} ended`];
  const more = shown > 0 ? `and ${hidden.length} more` : `${hidden.length} imports`;
  const text = `${symbols.ellipsis} ${more}: ${parts.filter(Boolean).join(', ')}`;
  return paint.dim(clip(text, columns - 1, symbols.ellipsis));
}
