import { describe, expect, it } from 'vitest';
import type { ImportEvent } from '../../../src/core/model/events.ts';
import { snapshot } from '../../../src/core/model/snapshot.ts';
import { expectedPercent, usualDuration } from '../../../src/core/pacing/estimate.ts';
import { nextDelay } from '../../../src/core/pacing/schedule.ts';
import { watch } from '../../../src/core/watch/watch.ts';
import { waiting } from '../../helpers/story.ts';
import { VirtualTime } from '../../helpers/virtual-time.ts';

const minute = 60_000;
const minutes = (...each: number[]) => each.map((count) => count * minute);

describe('the usual duration', () => {
  it('is the median of the last ten', () => {
    expect(usualDuration(minutes(4, 3, 5))).toBe(4 * minute);
    expect(usualDuration(minutes(4, 3, 5, 4.5))).toBe(4.25 * minute);
    expect(
      usualDuration([...minutes(90, 90, 90, 90), ...minutes(4, 4, 4, 4, 4, 5, 5, 5, 5, 5)]),
    ).toBe(4.5 * minute);
  });

  it('is unknown after one import or two', () => {
    expect(usualDuration([])).toBeUndefined();
    expect(usualDuration(minutes(4, 4))).toBeUndefined();
  });

  it('is unknown for imports that have nothing in common', () => {
    expect(usualDuration(minutes(0.1, 0.1, 8, 120, 120))).toBeUndefined();
    expect(usualDuration(minutes(4, 4, 4, 4, 400))).toBe(4 * minute);
    expect(usualDuration(minutes(1, 1, 4, 4, 4))).toBe(4 * minute);
  });

  it('is never just a moment', () => {
    expect(usualDuration([0, 0, 0])).toBeUndefined();
    expect(usualDuration([200, 300, 400])).toBeUndefined();
    expect(usualDuration([1000, 1000, 1000])).toBe(1000);
  });
});

describe('the percentage that is expected', () => {
  it.each([
    [0, 0],
    [2, 50],
    [4, 95],
    [40, 95],
  ])('after %i of 4 minutes: %i', (elapsed, percent) => {
    const expected = { usualMs: 4 * minute, elapsedMs: elapsed * minute };
    expect(expectedPercent(expected)).toBe(percent);
  });
});

describe('the pace', () => {
  const pace = { intervalMs: 'auto', interactive: false, jitter: false } as const;
  const delay = (leftMs: number, quietMs = 10 * minute) =>
    nextDelay({ elapsedMs: quietMs, quietMs, unchangedMs: quietMs, expectedMs: leftMs }, pace, 0.5);

  it('is quick around the usual end, before and after it', () => {
    expect(delay(5000)).toBe(1000);
    expect(delay(25_000)).toBe(5000);
    expect(delay(-25_000)).toBe(5000);
  });

  it('is unchanged far from it', () => {
    expect(delay(5 * minute)).toBe(10_000);
    expect(delay(-5 * minute)).toBe(10_000);
    expect(delay(5 * minute, 30_000)).toBe(1500);
  });
});

describe('a watch with an expected duration', () => {
  const usualMs = 10 * minute;

  async function watched(endsAtMs: number, heartbeatMs = minute) {
    const time = new VirtualTime();
    const polledMs: number[] = [];
    const connected = {
      target: { profile: 'shop', provider: 'elevate', id: '42' },
      service: 'The Service',
      async poll() {
        polledMs.push(time.monotonic());
        const over = time.monotonic() >= endsAtMs;
        const words = over
          ? ({ state: 'succeeded', vendorState: 'SUCCESS' } as const)
          : ({ state: 'running', vendorState: 'IN_PROGRESS' } as const);
        return snapshot(words, time.now());
      },
      rateLimit: { notBefore: () => Number.NEGATIVE_INFINITY },
      expect: ({ state }: { readonly state: string }) =>
        state === 'running' ? { usualMs, elapsedMs: time.monotonic() } : undefined,
    };
    const events: ImportEvent[] = [];
    const options = { ...waiting, heartbeatMs };
    const watching = (async () => {
      const signal = new AbortController().signal;
      const world = { clock: time, random: () => 0.5 };
      for await (const event of watch(connected, options, world, signal)) events.push(event);
    })();
    await time.run(watching);
    return { events, polledMs };
  }

  it('reports it in its events, and not in the result', async () => {
    const { events } = await watched(2.5 * minute);
    const said = events.map((event) => [event.type, 'expected' in event && event.expected]);
    expect(said).toEqual([
      ['start', false],
      ['progress', { usualMs, elapsedMs: 0 }],
      ['heartbeat', { usualMs, elapsedMs: minute }],
      ['heartbeat', { usualMs, elapsedMs: 2 * minute }],
      ['progress', false],
      ['result', false],
    ]);
  });

  it('polls more often around the usual end, and continues once that has passed', async () => {
    const { events, polledMs } = await watched(15 * minute, 0);
    const gapsAround = (ms: number) => {
      const next = polledMs.findIndex((atMs) => atMs >= ms);
      return (polledMs[next] ?? 0) - (polledMs[next - 1] ?? 0);
    };
    expect(gapsAround(7 * minute)).toBe(10_000);
    expect(gapsAround(usualMs)).toBeLessThan(1500);
    expect(gapsAround(14 * minute)).toBe(10_000);
    expect(events.at(-1)).toMatchObject({ outcome: 'succeeded' });
  });
});
