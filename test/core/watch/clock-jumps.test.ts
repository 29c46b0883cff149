import { describe, expect, it } from 'vitest';
import { createRateLimit } from '../../../src/core/pacing/rate-limit.ts';
import { watch } from '../../../src/core/watch/watch.ts';
import { noon } from '../../helpers/clock.ts';
import { connectedImport, providerNamed } from '../../helpers/connected-import.ts';
import {
  running,
  type Scene,
  type StoryOptions,
  story,
  succeeded,
  unavailable,
  waiting,
} from '../../helpers/story.ts';
import { VirtualTime } from '../../helpers/virtual-time.ts';

const dayMs = 86_400_000;
const jumps = [
  ['a day ahead', dayMs],
  ['a day back', -dayMs],
] as const;

const counting = (ms: number): Scene =>
  ms < 100_000 ? running({ completed: Math.floor(ms / 1000), total: 100 }) : succeeded;

/** Everything that happens, and when, by the clock that does not jump. */
async function told(script: (ms: number) => Scene, options: StoryOptions) {
  const { events, result, polledMs } = await story(script, options);
  const { exitCode, outcome, durationMs, polls, error } = result;
  const happened = events.map((event) => [
    event.type,
    'estimate' in event ? event.estimate : undefined,
    'delayMs' in event ? event.delayMs : undefined,
    'elapsedMs' in event ? event.elapsedMs : undefined,
    'milestone' in event ? event.milestone : undefined,
  ]);
  return { happened, polledMs, exitCode, outcome, durationMs, polls, error };
}

describe.each(jumps)('a wall clock that jumps %s during a wait', (_name, byMs) => {
  const failing = (ms: number): Scene => (ms > 20_000 ? unavailable : running());

  it.each<[string, (ms: number) => Scene, StoryOptions]>([
    ['the course of a wait with a forecast', counting, {}],
    ['the deadline', () => running(), { timeoutMs: 60_000 }],
    ['the time without a change', () => running(), { stallTimeoutMs: 50_000 }],
    ['the warning of no change', () => running(), { timeoutMs: 900_000 }],
    ['an outage', failing, { maxOutageMs: 60_000 }],
    ['the heartbeat', () => running(), { timeoutMs: 200_000, heartbeatMs: 7000 }],
    ['a pause the service asked for', counting, { notBeforeMs: 45_000 }],
    ['the grace of an unknown id', () => ({ state: 'not-found', vendorState: 'NOT_FOUND' }), {}],
  ])('does not change %s', async (_name, script, options) => {
    const still = await told(script, options);
    for (const atMs of [500, 1500, 30_500, 42_000]) {
      expect(await told(script, { ...options, jump: { atMs, byMs } })).toEqual(still);
    }
  });

  it('shows in the times of events, which come from the wall clock', async () => {
    const { events } = await story(counting, { jump: { atMs: 30_000, byMs } });
    expect(events[0]?.at).toBe(noon);
    expect(events.at(-1)?.at).toBeGreaterThan(noon + byMs + 99_000);
    expect(events.at(-1)?.at).toBeLessThan(noon + byMs + 140_000);
  });

  it.each([
    ['seconds', '42', 42_000],
    ['a date', new Date(noon + 42_000).toUTCString(), 42_000],
  ])('does not change a Retry-After in %s that was received before', (_name, value, untilMs) => {
    const time = new VirtualTime();
    const limit = createRateLimit(time);
    limit.note({ status: 429, headers: { 'retry-after': value }, text: '' }, false);
    time.jump(byMs);
    expect(limit.notBefore()).toBe(untilMs);
  });

  it('does not change the pause of a service that sends its own time', () => {
    const time = new VirtualTime();
    const limit = createRateLimit(time);
    time.jump(byMs);
    const date = new Date(noon).toUTCString();
    const until = new Date(noon + 42_000).toUTCString();
    limit.note({ status: 503, headers: { date, 'retry-after': until }, text: '' }, false);
    expect(limit.notBefore()).toBe(42_000);
  });

  it('does not change when an import of Oracle Commerce that stopped is believed', async () => {
    const watchStopped = async (jumpAtPoll: number) => {
      const time = new VirtualTime();
      let asked = 0;
      const connected = connectedImport(providerNamed('oracle-commerce'), {
        settings: { baseUrl: 'https://service.example', accessToken: 'example-token' },
        id: 'a1',
        clock: time,
        send: async ({ url }) => {
          if (url.pathname.endsWith('/refresh')) return { status: 404, headers: {}, text: '' };
          const counts = url.pathname.endsWith('/a1');
          if (counts && ++asked === jumpAtPoll) time.jump(byMs);
          const text = counts ? '{"total":50,"current":20}' : '{"importInProgressStatus":false}';
          return { status: 200, headers: {}, text };
        },
      });
      const world = { clock: time, random: () => 0.5 };
      const results: unknown[] = [];
      const watching = (async () => {
        for await (const event of watch(connected, waiting, world, new AbortController().signal)) {
          if (event.type !== 'result') continue;
          results.push([event.outcome, event.durationMs, event.polls]);
        }
      })();
      await time.run(watching);
      return results;
    };
    const still = await watchStopped(0);
    expect(still).toEqual([['failed', expect.any(Number), expect.any(Number)]]);
    for (const poll of [2, 4, 5, 6]) expect(await watchStopped(poll)).toEqual(still);
  });
});
