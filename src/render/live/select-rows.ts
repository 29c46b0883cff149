import { isGood, type Row } from '../state/view.ts';

/** To take the place of a shown row, another must be ahead by this many percent points. */
const lead = 25;

/**
 * Which imports to show in `room` lines, in order, and how many are hidden: those that went wrong
 * come first, then those nearest to their end. Rows shown before stay unless another is well ahead,
 * so that lines don't change all the time. If some are hidden, one line is left free to say so.
 */
export function selectRows(
  view: readonly Row[],
  room: number,
  before: readonly Row[] = [],
): { readonly rows: readonly Row[]; readonly hidden: number } {
  if (view.length <= room) return { rows: view, hidden: 0 };
  const most = Math.max(0, room - 1);
  const shown = new Set(before.map(({ name }) => name));
  /** Indexes, the heaviest first. */
  const chosen: { readonly index: number; readonly weight: number }[] = [];
  for (const [index, row] of view.entries()) {
    const weight = weightOf(row, shown.has(row.name));
    const lightest = chosen[most - 1];
    if (lightest !== undefined && weight <= lightest.weight) continue;
    const place = chosen.findIndex((other) => other.weight < weight);
    chosen.splice(place < 0 ? chosen.length : place, 0, { index, weight });
    if (chosen.length > most) chosen.pop();
  }
  const rows = chosen
    .map(({ index }) => index)
    .sort((a, b) => a - b)
    .map((index) => view[index] as Row);
  return { rows, hidden: view.length - rows.length };
}

function weightOf({ result, snapshot }: Row, shown: boolean): number {
  if (result !== undefined) return isGood(result) ? 0 : 1000;
  return 1 + (snapshot?.percent ?? 0) + (shown ? lead : 0);
}
