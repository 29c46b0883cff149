import { expect, test } from 'vitest';
import { createResultCollector } from '../../../src/render/result/result-collector.ts';
import { noon } from '../../helpers/clock.ts';
import { assets, chat, progress, result, seen, shop, start } from '../sample-events.ts';

const counted = (completed: number, seconds: number) =>
  progress({ completed, total: 5000 }, { at: noon + seconds * 1000 });
const succeeded = seen({ state: 'succeeded', completed: 5000, total: 5000 });

test('results come in the order in which the watch began', () => {
  const closing = createResultCollector();
  for (const target of [shop, assets, chat]) closing.on(start(target));
  for (const target of [chat, shop]) closing.on(result({ target }));
  expect(closing.all().map(({ target }) => target)).toEqual([shop, chat]);
});

test('the speed of an import that has ended is known', () => {
  const closing = createResultCollector();
  for (const event of [start(), counted(0, 0), counted(1000, 3)]) closing.on(event);
  closing.on(result({ durationMs: 10_000, snapshot: succeeded }));
  expect(closing.all()[0]?.perSecond).toBe(500);
});

test('the speed of one that may keep running, or was seen once, is not shown', () => {
  const closing = createResultCollector();
  for (const event of [start(), counted(0, 0), counted(1000, 3)]) closing.on(event);
  closing.on(result({ snapshot: seen({ completed: 1000, total: 5000 }) }));
  closing.on(result({ target: assets, snapshot: succeeded }));
  for (const finished of closing.all()) expect(finished).not.toHaveProperty('perSecond');
});
