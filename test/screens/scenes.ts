import type { WatchEvent } from '../../src/core/model/events.ts';
import type { SnapshotFields } from '../../src/core/model/snapshot.ts';
import { type StoriesOptions, stories } from '../helpers/stories.ts';
import { running, type Scene, succeeded } from '../helpers/story.ts';

export const second = 1000;
export const minute = 60 * second;

export type Scenes = Readonly<Record<string, (ms: number) => Scene>>;

/** The events of imports by their names, `profile:id` or `profile`, watched in a terminal. */
export async function eventsOf(
  scenes: Scenes,
  options: StoriesOptions = {},
): Promise<readonly WatchEvent[]> {
  const { events } = await stories(scenes, { interactive: true, ...options });
  return events.map((event) => {
    if (event.type === 'end') return event;
    const [profile = '', id] = event.target.id?.split(':') ?? [];
    const { id: _name, ...target } = { ...event.target, profile };
    return { ...event, target: id === undefined ? target : { ...target, id } };
  });
}

/** Counts up to `total` in so many ms, a little unevenly, then has succeeded. */
export const counting =
  (total: number, durationMs: number, more: Partial<SnapshotFields> = {}) =>
  (ms: number): SnapshotFields => {
    const part = ms / durationMs + Math.sin((40 * ms) / durationMs) / 200;
    const completed = Math.max(0, Math.min(total, Math.floor(total * part)));
    return part < 1
      ? running({ completed, total, ...more })
      : { ...succeeded, completed, total, ...more };
  };

/** Only words, then success. */
export const worded =
  (message: string, durationMs: number) =>
  (ms: number): SnapshotFields =>
    ms < durationMs ? running({ message }) : succeeded;

const harmful =
  'Stopped by harmful import protection: more than half of the products would be deleted.';

/** Fails after 40 s. */
export const failing = (ms: number): SnapshotFields => {
  const counts = { completed: 120, total: 5000, failed: 3 };
  return ms < 40 * second
    ? running(counts)
    : { ...counts, state: 'failed', vendorState: 'FAILURE', message: harmful };
};

/** One scene until a time, another one from then on. */
export const until =
  (ms: number, before: (ms: number) => Scene, after: Scene) =>
  (now: number): Scene =>
    now < ms ? before(now) : after;

const chatCounts = { completed: 12_000, total: 12_000 };

/** Rocket.Chat: phases, the later ones with counts. */
export function chat(ms: number): SnapshotFields {
  const phases = ['preparing users', 'preparing channels', 'importing users', 'importing messages'];
  const phase = phases[Math.min(3, Math.floor(ms / minute))] ?? '';
  const vendorState = `importer_${phase.replace(' ', '_')}`;
  if (ms < 2 * minute) return { state: 'running', vendorState, phase };
  if (ms >= 10 * minute) return { state: 'succeeded', vendorState: 'importer_done', ...chatCounts };
  const completed = Math.floor((12_000 * (ms - 2 * minute)) / (8 * minute));
  return { state: 'running', vendorState, phase, ...chatCounts, completed };
}

/** Five imports of all kinds. */
export const several: Scenes = {
  'shop:5537431447739019570': counting(250_000, 20 * minute),
  'assets:a1b2_c3': counting(5000, 90 * second),
  'shop:77': failing,
  'prices:2026-11': worded('Reading the price list', 5 * minute),
  chat,
};
