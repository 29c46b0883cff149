import { summaryOf } from '../state/summary.ts';
import type { Row } from '../state/view.ts';
import { clip } from '../text/fit.ts';
import { formatSeconds } from '../text/formatters.ts';
import { widthOf } from '../text/width.ts';
import type { DrawBar, Theme } from '../theme/theme.ts';
import { type Columns, columnsFor, gap, leftWidth, markWidth } from './columns.ts';
import { rowContent } from './row-content.ts';
import { barText, type Look, rowLine } from './row-line.ts';
import { selectRows } from './select-rows.ts';
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

/** A single import is laid out in several lines if the terminal is narrower. */
const leastBeside = 56;
/** Rows are indented below what counts them. */
const leastInset = 12;
/** The least width of a text next to facts. */
const leastText = 12;
const indent = '  ';

/**
 * The lines of a terminal. None is wider than `columns - 1`, and one row stays free for the cursor.
 * A single import has a line of numbers and a dimmed line. Several imports have one line each,
 * below a line that counts them. If not all fit, the most important are shown, and rows shown
 * `before` keep their place as long as possible.
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
    const lines = single(only, longestName, viewport, look).slice(0, most);
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
    [short, ...counted],
    [short, ...counted.filter((text) => !text.endsWith(' running'))],
    [short],
  ].map((parts) => parts.join(symbols.separator));
  const fitting = forms.find((form) => widthOf(form) < columns) ?? short;
  const shown = clip(fitting, columns - 1, symbols.ellipsis);
  const [title = ''] = shown.split(symbols.separator);
  return paint.bold(title) + shown.slice(title.length);
}

/** One import: its line, a bar of its own if there is little room, and a quiet line. */
function single(row: Row, longestName: number, viewport: Viewport, look: Look): readonly string[] {
  const { paint, symbols } = look.theme;
  const room = viewport.columns - 1;
  const content = rowContent(row, viewport, symbols);
  const { progress, words, failed, rate, elapsed, finish, note, isOutage } = content;
  const isStacked = room < leastBeside;
  const [state = '', ...others] = words;
  const texts = progress ? [...words, note] : others;
  const columns = isStacked
    ? stacked(longestName, room)
    : columnsFor(longestName, room, { wanted: ['left', 'counts'], mostBar: 60 });
  const counts = isStacked ? (content.counts[0] ?? '').trimStart() : '';
  const facts = isOutage ? [] : [counts, failed, elapsed, rate, finish];
  const quiet = quietLine(texts, facts, room - indent.length, symbols);
  const tone = isOutage ? paint[content.tone] : paint.dim;
  return [
    rowLine(row, { ...content, words: progress ? [] : [state], failed: '' }, columns, room, look),
    ...(isStacked && progress && room > indent.length
      ? [indent + barText(content, room - indent.length, look)]
      : []),
    ...(quiet === '' ? [] : [indent + tone(quiet)]),
  ];
}

/** The first line of an import whose bar has a line of its own. */
function stacked(longestName: number, room: number): Columns {
  const columns = columnsFor(longestName, room, { wanted: [] });
  const { percent } = columns;
  const beforeLeft = room - markWidth - (percent && gap + percent);
  const left = percent && beforeLeft - gap - leftWidth >= Math.min(longestName, 8) ? leftWidth : 0;
  return { ...columns, bar: 0, left, name: Math.max(1, beforeLeft - (left && gap + left)) };
}

/** Texts, and behind them all facts that fit, the most important first. The texts are cut. */
function quietLine(
  texts: readonly string[],
  facts: readonly string[],
  room: number,
  { separator, ellipsis }: Theme['symbols'],
): string {
  const said = texts.filter(Boolean).join(separator);
  const least = said === '' ? 0 : Math.min(leastText, widthOf(said)) + widthOf(separator);
  let known = '';
  for (const fact of facts.filter(Boolean)) {
    const longer = known === '' ? fact : known + separator + fact;
    if (widthOf(longer) <= room - least) known = longer;
  }
  if (said === '' || known === '') return clip(said + known, room, ellipsis);
  return clip(said, room - widthOf(separator + known), ellipsis) + separator + known;
}
