import { expect, test } from 'vitest';
import type { WatchEvent } from '../../../src/core/model/events.ts';
import { createView } from '../../../src/render/state/view.ts';
import { noon } from '../../helpers/clock.ts';
import { rowsAfter } from '../rows-after.ts';
import {
  assets,
  chat,
  heartbeat,
  progress,
  result,
  retry,
  shop,
  start,
  warning,
} from '../sample-events.ts';

const after = (...events: WatchEvent[]) => rowsAfter(events);

test('there is a row for each import, in the order in which they came', () => {
  const view = after(start(shop), start(assets), start(chat), progress({}, { target: assets }));
  expect(view.map(({ name }) => name)).toEqual(['shop:123', 'assets:a1', 'chat']);
  expect(view.map(({ snapshot }) => snapshot?.state)).toEqual([undefined, 'running', undefined]);
});

test('imports are identified by profile, provider and id', () => {
  expect(
    after(start(shop), start({ ...shop, id: '124' }), start({ ...shop, profile: 'b' })),
  ).toHaveLength(3);
  expect(after(start(shop), start({ ...shop }))).toHaveLength(1);
});

test('elapsed time counts from the first event', () => {
  const view = after(start(shop, noon), progress({}, { at: noon + 5000 }));
  expect(view[0]?.startedAt).toBe(noon);
});

test('a retry is over with the next answer, not with a heartbeat', () => {
  expect(after(start(), retry())[0]?.retry?.attempt).toBe(2);
  expect(after(start(), retry(), heartbeat())[0]?.retry?.attempt).toBe(2);
  expect(after(start(), retry(), progress())[0]).not.toHaveProperty('retry');
});

test('an estimate is valid until the next answer', () => {
  const estimate = { perSecond: 10, remainingMs: 1000 };
  const events = [start(), progress({}, { estimate, at: noon + 1 })];
  expect(after(...events)[0]).toMatchObject({ forecast: { perSecond: 10, doneAt: noon + 1001 } });
  expect(after(...events, progress())[0]).not.toHaveProperty('forecast');
});

test('the result stays with its row; warnings and the end change nothing', () => {
  const events = [start(), result()];
  const rows = after(...events);
  expect(rows[0]?.result?.outcome).toBe('succeeded');
  expect(after(...events, warning())).toEqual(rows);
  expect(after(...events, { type: 'end', at: noon, exitCode: 0 })).toEqual(rows);
});

test('a row is never changed in place, so that a frame can keep it', () => {
  const view = createView();
  view.handle(start());
  const [before] = view.rows;
  view.handle(progress());
  expect(view.rows[0]).not.toBe(before);
  expect(before).not.toHaveProperty('snapshot');
});
