import type { ImportSnapshot } from '../../core/model/snapshot.ts';
import type { Row } from '../state/view.ts';
import { countForms } from '../text/formatters.ts';
import { widthOf } from '../text/width.ts';
import { type Columns, columnsFor, gap, leftWidth, markWidth } from './columns.ts';
import { linesBelow } from './lines-below.ts';
import { type RowContent, rowContent } from './row-content.ts';
import { barText, fits, type Look, rowLine } from './row-line.ts';
import type { Viewport } from './viewport.ts';

/** In a narrower terminal, the bar has a line of its own. */
const leastBeside = 56;
/** The least width of a state next to a long name. */
const leastState = 12;
const indent = '  ';

/** A line of figures, the bar if there is little room beside them, and quiet lines below. */
export function singleImport(
  row: Row,
  longestName: number,
  viewport: Viewport,
  look: Look,
): readonly string[] {
  const room = viewport.columns - 1;
  const found = rowContent(row, viewport, look.theme.symbols);
  // The lines below show how many have failed.
  const counts = found.counts.length > 0 && row.snapshot ? withoutFailed(row.snapshot) : [];
  const content = { ...found, counts };
  const { progress, words } = content;
  if (row.result)
    return [rowLine(row, content, besideState(content, longestName, room), room, look)];
  const head = { ...content, words: progress ? [] : words.slice(0, 1), failed: '', elapsed: '' };
  const below = { ...content, words: progress ? words : words.slice(1) };
  if (room < leastBeside) {
    const bar = barText(content, room - indent.length, look);
    return [
      rowLine(row, head, stacked(head, longestName, room), room, look),
      ...(bar === '' ? [] : [indent + bar]),
      ...linesBelow(below, { isStacked: true, room }, look.theme),
    ];
  }
  const columns = progress
    ? columnsFor(longestName, room, ['left', 'counts'])
    : besideState(head, longestName, room);
  const shown = counts.find((form) => fits(form, columns.counts));
  // Counts and time left follow each other, so an import without counts leaves no hole.
  const figures = [shown, content.left].filter(Boolean).join(' '.repeat(gap));
  const width = columns.left + (columns.counts && gap + columns.counts);
  const inOneCell = { ...columns, counts: width, left: 0 };
  const rest = shown === undefined ? below : { ...below, counts: [] };
  return [
    rowLine(row, { ...head, counts: [figures], left: '' }, inOneCell, room, look),
    ...linesBelow(rest, { isStacked: false, room }, look.theme),
  ];
}

function withoutFailed({ failed: _, ...snapshot }: ImportSnapshot): readonly string[] {
  return countForms(snapshot);
}

/** The columns of the first line if the bar has a line of its own. */
function stacked(content: RowContent, longestName: number, room: number): Columns {
  if (!content.progress) return besideState(content, longestName, room);
  const columns = columnsFor(longestName, room, []);
  const { percent } = columns;
  const beforeLeft = room - markWidth - (percent && gap + percent);
  const left = percent && beforeLeft - gap - leftWidth >= Math.min(longestName, 8) ? leftWidth : 0;
  return { ...columns, bar: 0, left, name: Math.max(1, beforeLeft - (left && gap + left)) };
}

/** Without a bar, the name takes what its state leaves. */
function besideState({ words }: RowContent, longestName: number, room: number): Columns {
  const columns = columnsFor(longestName, room, []);
  const state = Math.min(widthOf(words[0] ?? ''), leastState);
  const name = Math.min(longestName, Math.max(columns.name, room - markWidth - gap - state));
  return { ...columns, name };
}
