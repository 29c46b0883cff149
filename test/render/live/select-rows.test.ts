import { expect, test } from 'vitest';
import type { WatchEvent } from '../../../src/core/model/events.ts';
import { selectRows } from '../../../src/render/live/select-rows.ts';
import { nextView, type View } from '../../../src/render/state/view.ts';
import { progress, result, shop } from '../sample-events.ts';

const at = (id: number, percent: number) =>
  progress({ percent }, { target: { ...shop, id: String(id) } });
const ended = (id: number, outcome: 'succeeded' | 'failed') =>
  result({ target: { ...shop, id: String(id) }, outcome });
const viewOf = (events: readonly WatchEvent[], view: View = []) => events.reduce(nextView, view);
const names = (view: View) => view.map(({ target }) => Number(target.id));

test('all are shown where they find room', () => {
  const view = viewOf([at(1, 10), at(2, 20)]);
  expect(selectRows(view, 2)).toEqual({ rows: view, counted: false });
});

test('what went wrong is shown, then what is nearest to its end, in their order', () => {
  const view = viewOf([at(1, 90), at(2, 10), at(3, 5), ended(3, 'failed'), at(4, 50), at(5, 99)]);
  const { rows, counted } = selectRows(view, 4);
  expect(names(rows)).toEqual([1, 3, 5]);
  expect(counted).toBe(true);
});

test('a line stays until its import has ended well, or another is well ahead or went wrong', () => {
  const first = viewOf([1, 2, 3, 4, 5].map((id) => at(id, 75 - id)));
  const { rows } = selectRows(first, 4);
  expect(names(rows)).toEqual([1, 2, 3]);
  const overtaken = viewOf([at(4, 90), at(5, 89)], first);
  expect(names(selectRows(overtaken, 4, rows).rows)).toEqual([1, 2, 3]);
  const over = viewOf([ended(2, 'succeeded')], overtaken);
  expect(names(selectRows(over, 4, rows).rows)).toEqual([1, 3, 4]);
  const ahead = viewOf([at(5, 98)], overtaken);
  expect(names(selectRows(ahead, 4, rows).rows)).toEqual([1, 2, 5]);
  const wrong = viewOf([ended(5, 'failed')], overtaken);
  expect(names(selectRows(wrong, 4, rows).rows)).toEqual([1, 2, 5]);
});

test('where there is room for one line, it counts', () => {
  expect(selectRows(viewOf([at(1, 1), at(2, 2)]), 1)).toEqual({ rows: [], counted: true });
});
