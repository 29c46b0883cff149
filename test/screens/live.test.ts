import { expect, test } from 'vitest';
import type { WatchEvent } from '../../src/core/model/events.ts';
import { noon } from '../helpers/clock.ts';
import { goldenView } from '../helpers/golden.ts';
import type { StoriesOptions } from '../helpers/stories.ts';
import { running, unavailable } from '../helpers/story.ts';
import {
  chat,
  counting,
  eventsOf,
  failing,
  minute,
  type Scenes,
  second,
  several,
  until,
  worded,
} from './scenes.ts';

// The live view, kept in files that are read in review. `npm run screens` writes them again.

async function show(name: string, events: readonly WatchEvent[], atMs: number, rows?: number) {
  const shown = await goldenView(events, noon + atMs, rows);
  await expect(shown).toMatchFileSnapshot(`../fixtures/screens/${name}.txt`);
}

interface Shown {
  readonly scenes: Scenes;
  readonly atMs: number;
  readonly options?: StoriesOptions;
  readonly rows?: number;
}

const one = (scene: Scenes[string]): Scenes => ({ 'shop:123': scene });
const outage = until(minute, counting(5000, 3 * minute), unavailable);
const approval = {
  state: 'action-required',
  vendorState: 'WAITING_FOR_APPROVAL',
  message: 'More than half of the products would be deleted. Confirm the import.',
} as const;
const url = 'https://shop.example/imports/123';
const many = Array.from({ length: 12 }, (_, index) => [
  `shop:${index + 1}`,
  index === 6 ? failing : counting(1000 * (index + 1), (1 + index) * minute),
]);

const screens: Readonly<Record<string, Shown>> = {
  polling: { scenes: one(() => 'hangs'), atMs: 300, options: { timeoutMs: second } },
  start: { scenes: one(counting(5000, 3 * minute)), atMs: 1.2 * second },
  counts: { scenes: one(counting(5000, 3 * minute)), atMs: 62 * second },
  percent: {
    scenes: one((ms) => running({ percent: ms / (2 * second), phase: 'indexing' })),
    atMs: 82 * second,
    options: { timeoutMs: 3 * minute },
  },
  long: {
    scenes: {
      'production:5537431447739019570': counting(12_500_000, 30 * 60 * minute, { failed: 1204 }),
    },
    atMs: 190 * minute,
    options: { timeoutMs: 191 * minute },
  },
  words: {
    scenes: { 'shop:5537431447739019570': worded('Half of it is read', minute) },
    atMs: 20 * second,
  },
  'without-anything': {
    scenes: one(() => running()),
    atMs: 20 * second,
    options: { timeoutMs: minute },
  },
  queued: {
    scenes: one(() => ({ state: 'queued', vendorState: 'WAITING' })),
    atMs: 20 * second,
    options: { timeoutMs: minute },
  },
  'phases-prepare': { scenes: { chat }, atMs: 70 * second },
  phases: { scenes: { chat }, atMs: 4.2 * minute },
  outage: { scenes: one(outage), atMs: 80 * second, options: { maxOutageMs: 2 * minute } },
  'outage-at-start': { scenes: one(() => unavailable), atMs: 6 * second },
  'action-required': {
    scenes: one(until(20 * second, counting(5000, 3 * minute), { ...approval, url })),
    atMs: 62 * second,
    options: { onActionRequired: 'wait', timeoutMs: 2 * minute },
  },
  'action-required-without-page': {
    scenes: one(() => approval),
    atMs: 62 * second,
    options: { onActionRequired: 'wait', timeoutMs: 2 * minute },
  },
  several: { scenes: several, atMs: 150 * second },
  'several-of-all-kinds': {
    scenes: {
      'shop:123': outage,
      'shop:124': () => ({ ...approval, url: 'https://shop.example/imports/124' }),
      'shop:125': (ms) => running({ percent: ms / (2 * second), phase: 'indexing' }),
      'shop:126': () => ({ state: 'queued', vendorState: 'WAITING' }),
      'shop:127': counting(3000, 2 * minute, { failed: 26, phase: 'writing prices and stock' }),
      'shop:128': until(30 * second, () => running(), {
        state: 'aborted',
        vendorState: 'CANCELED',
      }),
      chat,
    },
    atMs: 80 * second,
    options: { onActionRequired: 'wait', maxOutageMs: 2 * minute, timeoutMs: 3 * minute },
  },
  many: { scenes: Object.fromEntries(many), atMs: 150 * second, rows: 8 },
};

test.each(Object.entries(screens))('the live view: %s', async (name, shown) => {
  const { scenes, atMs, options, rows } = shown;
  await show(name, await eventsOf(scenes, options), atMs, rows);
});

test('the live view: how long an import usually takes', async () => {
  const told = await eventsOf(
    one(() => running()),
    { timeoutMs: 8 * minute },
  );
  const expected = told.map((event) =>
    event.type === 'progress' || event.type === 'heartbeat'
      ? { ...event, expected: { usualMs: 4 * minute, elapsedMs: event.at - noon } }
      : event,
  );
  await show('usual', expected, 65 * second);
  await show('longer-than-usual', expected, 5 * minute);
});
