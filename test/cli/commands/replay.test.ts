import { expect, it } from 'vitest';
import { replay } from '../../../src/cli/commands/replay.ts';
import type { WatchEvent } from '../../../src/core/model/events.ts';
import { quietWorld } from '../../helpers/quiet-world.ts';

const hourMs = 3_600_000;
const request = { profile: 'shop', method: 'GET', url: 'https://api.example.com/jobs/7' };

/** A recording of an import that has succeeded, with this state in its only answer. */
function recordingOf(state: string, options: object = {}) {
  const index = {
    recording: 1,
    startedAt: '2020-01-15T10:00:00.000Z',
    profiles: {
      shop: {
        provider: 'http',
        baseUrl: 'https://api.example.com',
        request: { path: '/jobs/{id}' },
        state: { from: 'state', words: { busy: 'running', done: 'succeeded' } },
      },
    },
    targets: [{ profile: 'shop', id: '7', options, outcome: 'succeeded' }],
    exitCode: 0,
  };
  const answer = { ms: 0, request, status: 200, body: { state } };
  return new Map([
    ['recording.json', JSON.stringify(index)],
    ['0001.json', JSON.stringify(answer)],
  ]);
}

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
      readRecording: async () => recordingOf('done'),
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

it.each([{}, { intervalMs: 60_000 }, { stallTimeoutMs: 3_600_000, heartbeatMs: 0 }])(
  'a replay ends although the answer that ended the import was deleted: %j',
  async (options) => {
    const said: string[] = [];
    const here = quietWorld();
    const exitCode = await replay(
      'rec',
      { speed: '10000', progress: 'none' },
      {
        ...here,
        stderr: { ...here.stderr, write: (text) => void said.push(text) },
        readRecording: async () => recordingOf('busy', options),
      },
    );
    expect(exitCode).toBe('stallTimeoutMs' in options ? 7 : 124);
    const early = 'importwatch: The recording ends before the import does.\n';
    expect(said.includes(early)).toBe(exitCode === 124);
  },
);
