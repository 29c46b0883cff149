import { expect, test } from 'vitest';
import type { WatchEvent } from '../../../src/core/model/events.ts';
import type { SnapshotFields } from '../../../src/core/model/snapshot.ts';
import { noon } from '../../helpers/clock.ts';
import { goldenEnd, goldenView } from '../../helpers/golden.ts';
import { type StoriesOptions, stories } from '../../helpers/stories.ts';
import { running, type Scene, succeeded, unavailable } from '../../helpers/story.ts';

// What a person sees, held in files to be read: `npm run screens` makes them anew.

const second = 1000;
const minute = 60 * second;

type Scenes = Readonly<Record<string, (ms: number) => Scene>>;

/** The events of imports by their names, `profile:id` or `profile`, watched in a terminal. */
async function events(
  scenes: Scenes,
  options: StoriesOptions = {},
): Promise<readonly WatchEvent[]> {
  const { events } = await stories(scenes, { interactive: true, ...options });
  return events.map((event) => {
    if (event.type === 'end') return event;
    const [profile = '', id] = event.target.id?.split(':') ?? [];
    const target = { ...event.target, profile };
    const { id: _name, ...newest } = target;
    return { ...event, target: id === undefined ? newest : { ...target, id } };
  });
}

/** Counts up to `total` in so many ms, a little unevenly, then has succeeded. */
const counting =
  (total: number, durationMs: number, more: Partial<SnapshotFields> = {}) =>
  (ms: number): SnapshotFields => {
    const part = ms / durationMs + Math.sin((40 * ms) / durationMs) / 200;
    const completed = Math.max(0, Math.min(total, Math.floor(total * part)));
    return part < 1 ? running({ completed, total, ...more }) : { ...succeeded, completed, total };
  };

const worded =
  (text: string, durationMs: number) =>
  (ms: number): SnapshotFields =>
    ms < durationMs ? running({ message: text }) : succeeded;

/** Rocket.Chat: phases, the later ones with counts. */
function chat(ms: number): SnapshotFields {
  const phases = ['preparing users', 'preparing channels', 'importing users', 'importing messages'];
  const phase = phases[Math.min(3, Math.floor(ms / minute))] ?? '';
  const vendorState = `importer_${phase.replace(' ', '_')}`;
  if (ms < 2 * minute) return { state: 'running', vendorState, phase };
  if (ms >= 10 * minute) return { state: 'succeeded', vendorState: 'importer_done', ...chatCounts };
  const completed = Math.floor((12_000 * (ms - 2 * minute)) / (8 * minute));
  return { state: 'running', vendorState, phase, ...chatCounts, completed };
}
const chatCounts = { completed: 12_000, total: 12_000 };

const failing = (ms: number): SnapshotFields =>
  ms < 40 * second
    ? running({ completed: 120, total: 5000, failed: 3 })
    : { state: 'failed', vendorState: 'FAILURE', completed: 120, total: 5000, failed: 3, message };
const message = 'Stopped by harmful import protection: more than half of the products would go.';

const several: Scenes = {
  'shop:5537431447739019570': counting(250_000, 20 * minute),
  'assets:a1b2_c3': counting(5000, 90 * second),
  'shop:77': failing,
  'prices:2026-11': worded('Reading the price list', 5 * minute),
  chat,
};

const file = (name: string) => `../../fixtures/screens/${name}.txt`;

test('one import that counts, at its start', async () => {
  const told = await events({ 'shop:123': counting(5000, 3 * minute) });
  await expect(await goldenView(told, noon + 1.2 * second)).toMatchFileSnapshot(file('start'));
});

test('one import that counts', async () => {
  const told = await events({ 'shop:123': counting(5000, 3 * minute) });
  await expect(await goldenView(told, noon + 62 * second)).toMatchFileSnapshot(file('counts'));
});

test('a long import', async () => {
  const told = await events(
    {
      'production:5537431447739019570': counting(12_500_000, 30 * 60 * minute, { failed: 1204 }),
    },
    { timeoutMs: 191 * minute },
  );
  await expect(await goldenView(told, noon + 190 * minute)).toMatchFileSnapshot(file('long'));
});

test('an import of which only words are known', async () => {
  const told = await events({ 'shop:5537431447739019570': worded('Half of it is read', minute) });
  await expect(await goldenView(told, noon + 20 * second)).toMatchFileSnapshot(file('words'));
});

test('an import of which is known how long it usually takes', async () => {
  const told = (await events({ 'shop:123': () => running() }, { timeoutMs: 4 * minute })).map(
    (event) =>
      event.type === 'progress' || event.type === 'heartbeat'
        ? { ...event, expected: { usualMs: 4 * minute, elapsedMs: event.at - noon } }
        : event,
  );
  await expect(await goldenView(told, noon + 65 * second)).toMatchFileSnapshot(file('usual'));
});

test.each([
  ['phases-prepare', 70 * second],
  ['phases', 4.2 * minute],
])('an import with phases: %s', async (name, ms) => {
  await expect(await goldenView(await events({ chat }), noon + ms)).toMatchFileSnapshot(file(name));
});

test('an outage', async () => {
  const away = (ms: number) => (ms < minute ? counting(5000, 3 * minute)(ms) : unavailable);
  const told = await events({ 'shop:123': away }, { maxOutageMs: 2 * minute });
  await expect(await goldenView(told, noon + 80 * second)).toMatchFileSnapshot(file('outage'));
  await expect(await goldenEnd(told)).toMatchFileSnapshot(file('outage-end'));
});

test('several imports', async () => {
  const told = await events(several);
  await expect(await goldenView(told, noon + 150 * second)).toMatchFileSnapshot(file('several'));
  await expect(await goldenEnd(told)).toMatchFileSnapshot(file('several-end'));
});

test('more imports than find room', async () => {
  const many = Array.from({ length: 12 }, (_, index) => [
    `shop:${index + 1}`,
    index === 6 ? failing : counting(1000 * (index + 1), (1 + index) * minute),
  ]);
  const told = await events(Object.fromEntries(many));
  await expect(await goldenView(told, noon + 150 * second, 8)).toMatchFileSnapshot(file('many'));
});

test('the end of one import', async () => {
  const told = await events({ 'shop:123': counting(5000, 3 * minute) });
  await expect(await goldenEnd(told)).toMatchFileSnapshot(file('end'));
});

test('an import that failed', async () => {
  await expect(await goldenEnd(await events({ 'shop:77': failing }))).toMatchFileSnapshot(
    file('failed-end'),
  );
});

test('a watch that was interrupted', async () => {
  const told = await events(
    { 'shop:123': counting(5000, 3 * minute) },
    { interruptAtMs: 70 * second },
  );
  await expect(await goldenEnd(told)).toMatchFileSnapshot(file('interrupted-end'));
});
