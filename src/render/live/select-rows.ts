import { isGood, type Row, type View } from '../state/view.ts';

/** The rows to show if not all fit: `rows`, in order. `counted`: a line counts all. */
export interface SelectedRows {
  readonly rows: View;
  readonly counted: boolean;
}

/** To take the place of a shown row, another must be ahead by this many percent points. */
const lead = 25;

/**
 * Which imports to show in `room` lines: those that went wrong, then those nearest to their end.
 * Rows shown before stay unless another is well ahead, so that lines don't change all the time.
 */
export function selectRows(view: View, room: number, before: View = []): SelectedRows {
  if (view.length <= room) return { rows: view, counted: false };
  const shown = new Set(before.map(({ name }) => name));
  const weighed = view.map((row) => ({ row, weight: weight(row, shown.has(row.name)) }));
  const heaviest = weighed.sort((a, b) => b.weight - a.weight).slice(0, Math.max(0, room - 1));
  const chosen = new Set(heaviest.map(({ row }) => row));
  return { rows: view.filter((row) => chosen.has(row)), counted: true };
}

function weight({ result, snapshot }: Row, shown: boolean): number {
  if (result !== undefined) return isGood(result) ? 0 : 1000;
  return 1 + (snapshot?.percent ?? 0) + (shown ? lead : 0);
}
