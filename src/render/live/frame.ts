import { summaryOf } from '../state/summary.ts';
import type { Row } from '../state/view.ts';
import { clip } from '../text/fit.ts';
import { formatSeconds } from '../text/formatters.ts';
import { widthOf } from '../text/width.ts';
import type { DrawBar, Theme } from '../theme/theme.ts';
import { columnsFor } from './columns.ts';
import { rowContent } from './row-content.ts';
import { rowLine } from './row-line.ts';
import { selectRows } from './select-rows.ts';
import { singleImport } from './single-import.ts';
import type { Viewport } from './viewport.ts';

/** The content of a terminal, and the values that the next frame needs. */
export interface Frame {
  readonly lines: readonly string[];
  /** The imports that have a line. */
  readonly rows: readonly Row[];
  /** The columns of the longest name of so many imports. */
  readonly longestName: number;
  readonly imports: number;
}

/** The least width at which rows are indented below the heading. */
const leastInset = 12;
const indent = '  ';

/**
 * The lines of a terminal. None is wider than `columns - 1`, and one row stays free for the cursor.
 * Several imports have one line each, below a line that counts them. If not all fit, the most
 * important are shown, and rows shown `before` keep their place as long as possible.
 */
export function frame(
  view: readonly Row[],
  viewport: Viewport,
  theme: Theme,
  drawBar: DrawBar,
  before?: Frame,
): Frame {
  const look = { theme, drawBar };
  const longestName =
    before?.imports === view.length
      ? before.longestName
      : view.reduce((most, { name }) => Math.max(most, widthOf(name)), 0);
  const kept = { longestName, imports: view.length };
  const most = Math.max(1, viewport.rows - 1);
  const [only] = view;
  if (view.length === 1 && only) {
    const lines = singleImport(only, longestName, viewport, look).slice(0, most);
    return { ...kept, lines, rows: view };
  }
  const room = viewport.columns - 1;
  const hasHead = most > 2;
  const { rows, hidden } = selectRows(view, hasHead ? most - 1 : most, before?.rows);
  const inset = hasHead && room >= leastInset ? indent.length : 0;
  const columns = columnsFor(longestName, room - inset);
  const body = rows.map(
    (row) =>
      ' '.repeat(inset) +
      rowLine(row, rowContent(row, viewport, theme.symbols), columns, room - inset, look),
  );
  const quiet = (text: string) => theme.paint.dim(clip(text, room, theme.symbols.ellipsis));
  const foot =
    hidden > 0 ? [quiet(`${' '.repeat(inset)}${theme.symbols.ellipsis} and ${hidden} more`)] : [];
  const head = hasHead ? [heading(view, viewport, theme)] : [];
  return { ...kept, lines: [...head, ...body, ...foot], rows };
}

/** `Waiting for 5 imports · 2 running · 1 done · 15s elapsed`, or as much of it as fits. */
function heading(
  view: readonly Row[],
  { columns, nowMs }: Viewport,
  { paint, symbols }: Theme,
): string {
  const elapsed = `${formatSeconds(nowMs - (view[0]?.startedAt ?? nowMs))} elapsed`;
  const counted = summaryOf(view, nowMs);
  const [long, short] = [`Waiting for ${view.length} imports`, `${view.length} imports`];
  const forms = [
    [long, ...counted, elapsed],
    [long, ...counted],
    // Imports without problems come first, and are the first to go.
    ...[...counted, ''].map((_, gone) => [short, ...counted.slice(gone)]),
  ].map((parts) => parts.join(symbols.separator));
  const fitting = forms.find((form) => widthOf(form) < columns) ?? short;
  const shown = clip(fitting, columns - 1, symbols.ellipsis);
  const [title = ''] = shown.split(symbols.separator);
  return paint.bold(title) + shown.slice(title.length);
}
