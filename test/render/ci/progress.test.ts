import { expect, test } from 'vitest';
import { createProgress } from '../../../src/render/ci/progress.ts';
import { progress, result, shop, start } from '../sample-events.ts';

const of = (id: number) => ({ ...shop, id: String(id) });

test('of one import has the lines of a log', () => {
  const told = createProgress(1);
  expect(told(start())).toBeUndefined();
  expect(told(progress({ completed: 1, total: 4 }))).toEqual({
    percent: 25,
    text: 'shop:123: running (IN_PROGRESS), 25%, 1 of 4',
  });
  expect(told(progress({ completed: 2, total: 4 }, { milestone: false }))).toBeUndefined();
  expect(told(progress({ state: 'queued', vendorState: 'queued' }))).toEqual({
    text: 'shop:123: queued',
  });
});

test('of several imports is their total, in steps of 5 %', () => {
  const told = createProgress(2);
  expect(told(start(of(1)))).toBeUndefined();
  expect(told(start(of(2)))).toBeUndefined();
  expect(told(progress({ percent: 8 }, { target: of(1) }))).toMatchObject({ percent: 4 });
  expect(told(progress({ percent: 9 }, { target: of(1) }))).toBeUndefined();
  expect(told(progress({ percent: 50 }, { target: of(1) }))).toEqual({
    percent: 25,
    text: '2 imports: 1 running, 1 polling',
  });
  expect(told(result({ target: of(2) }))).toEqual({
    percent: 75,
    text: '2 imports: 1 running, 1 done',
  });
  expect(told(result({ target: of(1), outcome: 'failed' }))).toEqual({
    percent: 75,
    text: '2 imports: 1 done, 1 failed',
  });
});

test('is never complete while one is running, or after one that was not found', () => {
  const told = createProgress(2);
  for (const id of [1, 2]) told(start(of(id)));
  expect(told(result({ target: of(2), outcome: 'not-found' }))).toMatchObject({ percent: 0 });
  expect(told(progress({ percent: 100 }, { target: of(1) }))).toMatchObject({ percent: 49 });
  expect(told(result({ target: of(1) }))).toMatchObject({ percent: 50 });
});

test('of any number of imports is reported about forty times at most', () => {
  const told = createProgress(200);
  const targets = Array.from({ length: 200 }, (_, id) => of(id));
  const events = [
    ...targets.map((target) => start(target)),
    ...[1, 2, 3, 4].flatMap((part) =>
      targets.map((target) => progress({ percent: part * 24 }, { target })),
    ),
    ...targets.map((target) => result({ target })),
  ];
  expect(events.flatMap((event) => told(event) ?? [])).toHaveLength(40);
});
