import { expect, it } from 'vitest';
import { replay } from '../../../src/cli/commands/replay.ts';
import type { WatchEvent } from '../../../src/core/model/events.ts';
import { quietWorld } from '../../helpers/quiet-world.ts';

const hourMs = 3_600_000;
const request = { profile: 'shop', method: 'GET', url: 'https://api.example.com/jobs/7' };
const files = new Map([
  [
    'recording.json',
    JSON.stringify({
      recording: 1,
      startedAt: '2020-01-15T10:00:00.000Z',
      profiles: {
        shop: {
          provider: 'http',
          baseUrl: 'https://api.example.com',
          request: { path: '/jobs/{id}' },
          state: { from: 'state', words: { done: 'succeeded' } },
        },
      },
      targets: [{ profile: 'shop', id: '7', options: {}, outcome: 'succeeded' }],
    }),
  ],
  ['0001.json', JSON.stringify({ ms: 0, request, status: 200, body: { state: 'done' } })],
]);

it('a replay in a terminal shows the time of the recording, not the present', async () => {
  const shownLate: number[] = [];
  const here = quietWorld();
  const exitCode = await replay(
    'rec',
    { color: 'never' },
    {
      ...here,
      env: { TERM: 'xterm' },
      stderr: { ...here.stderr, isTerminal: true },
      readRecording: async () => files,
      openLiveView: async ({ eventTime }) => ({
        handle: ({ at }: WatchEvent) => void shownLate.push(eventTime() - at),
        log() {},
        stop() {},
      }),
    },
  );
  expect(exitCode).toBe(0);
  expect(shownLate.length).toBeGreaterThan(0);
  expect(Math.max(...shownLate)).toBeLessThan(hourMs);
});
