import { expect, test } from 'vitest';
import type { WatchEvent } from '../../../src/core/model/events.ts';
import { nextView, type View } from '../../../src/render/state/view.ts';
import { noon } from '../../helpers/clock.ts';
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

const after = (...events: WatchEvent[]): View => events.reduce(nextView, [] as View);

test('there is a row for each import, in the order in which they came', () => {
  const view = after(start(shop), start(assets), start(chat), progress({}, { target: assets }));
  expect(view.map(({ name }) => name)).toEqual(['shop:123', 'assets:a1', 'chat']);
  expect(view.map(({ snapshot }) => snapshot?.state)).toEqual([undefined, 'running', undefined]);
});

test('imports are told apart by profile, provider and id', () => {
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

test('an estimate holds until the next answer', () => {
  const estimate = { perSecond: 10, remainingMs: 1000 };
  const estimated = after(start(), progress({}, { estimate, at: noon + 1 }));
  expect(estimated[0]).toMatchObject({ forecast: { perSecond: 10, doneAt: noon + 1001 } });
  expect(nextView(estimated, progress())[0]).not.toHaveProperty('forecast');
});

test('the result stays with its row; warnings and the end change nothing', () => {
  const view = after(start(), result());
  expect(view[0]?.result?.outcome).toBe('succeeded');
  expect(nextView(view, warning())).toEqual(view);
  expect(nextView(view, { type: 'end', at: noon, exitCode: 0 })).toBe(view);
});

test('a view is never changed in place', () => {
  const before = Object.freeze([Object.freeze(after(start())[0] as View[number])]);
  expect(nextView(before, progress())).not.toBe(before);
  expect(before[0]).not.toHaveProperty('snapshot');
});
