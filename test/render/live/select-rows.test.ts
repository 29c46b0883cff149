import { expect, test } from 'vitest';
import { selectRows } from '../../../src/render/live/select-rows.ts';
import type { Row } from '../../../src/render/state/view.ts';
import { rowsAfter } from '../rows-after.ts';
import { progress, result, shop } from '../sample-events.ts';

const at = (id: number, percent: number) =>
  progress({ percent }, { target: { ...shop, id: String(id) } });
const ended = (id: number, outcome: 'succeeded' | 'failed') =>
  result({ target: { ...shop, id: String(id) }, outcome });
const names = (rows: readonly Row[]) => rows.map(({ target }) => Number(target.id));

test('all are shown if they fit', () => {
  const rows = rowsAfter([at(1, 10), at(2, 20)]);
  expect(selectRows(rows, 2)).toEqual({ rows, hidden: 0 });
});

test('failures are shown, then those nearest to their end, in order', () => {
  const all = [at(1, 90), at(2, 10), at(3, 5), ended(3, 'failed'), at(4, 50), at(5, 99)];
  const { rows, hidden } = selectRows(rowsAfter(all), 4);
  expect(names(rows)).toEqual([1, 3, 5]);
  expect(hidden).toBe(2);
});

test('a row stays until its import ends well, or another is well ahead or goes wrong', () => {
  const first = [1, 2, 3, 4, 5].map((id) => at(id, 75 - id));
  const { rows } = selectRows(rowsAfter(first), 4);
  expect(names(rows)).toEqual([1, 2, 3]);
  const shown = (...more: readonly (typeof first)[number][]) =>
    names(selectRows(rowsAfter([...first, at(4, 90), at(5, 89), ...more]), 4, rows).rows);
  expect(shown()).toEqual([1, 2, 3]);
  expect(shown(ended(2, 'succeeded') as never)).toEqual([1, 3, 4]);
  expect(shown(at(5, 98))).toEqual([1, 2, 5]);
  expect(shown(ended(5, 'failed') as never)).toEqual([1, 2, 5]);
});

test('if there is room for one line, it counts', () => {
  expect(selectRows(rowsAfter([at(1, 1), at(2, 2)]), 1)).toEqual({ rows: [], hidden: 2 });
});
