import { expect, test } from 'vitest';
import { newTurn } from '../../../src/core/pacing/turn.ts';
import { pollOnce } from '../../../src/core/watch/poll-once.ts';
import { VirtualTime } from '../../helpers/virtual-time.ts';

test('a poll that others hold up is cut at the end of the wait', async () => {
  const time = new VirtualTime();
  const signal = new AbortController().signal;
  const turn = newTurn(time, 0, 1000);
  const polling = pollOnce(
    async (signal, turn) => {
      await time.sleep(10, signal);
      turn.waiting = 'queued';
      return new Promise(() => {});
    },
    turn,
    time,
    signal,
  );
  await time.run(polling);
  expect(await polling).toEqual({ cut: true });
  expect(time.monotonic()).toBe(1000);
});
