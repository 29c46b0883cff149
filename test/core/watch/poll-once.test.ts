import { expect, test } from 'vitest';
import { startPoll } from '../../../src/core/pacing/in-flight-poll.ts';
import { pollOnce } from '../../../src/core/watch/poll-once.ts';
import { VirtualTime } from '../../helpers/virtual-time.ts';

test('a poll that other polls delay is cut off at the end of the wait', async () => {
  const time = new VirtualTime();
  const signal = new AbortController().signal;
  const inFlight = startPoll(time, 0, 1000);
  const polling = pollOnce(
    async (signal, inFlight) => {
      await time.sleep(10, signal);
      inFlight.waiting = 'queued';
      return new Promise(() => {});
    },
    inFlight,
    time,
    signal,
  );
  await time.run(polling);
  expect(await polling).toEqual({ cut: true });
  expect(time.monotonic()).toBe(1000);
});
