import { expect, test } from 'vitest';
import { systemClock } from '../../src/adapters/clock.ts';

const never = new AbortController().signal;

test('a sleep of 0 ms lets everything that is already there come first', async () => {
  const order: string[] = [];
  const sleeping = systemClock.sleep(0, never).then(() => order.push('slept'));
  process.nextTick(() => order.push('next tick'));
  queueMicrotask(() => order.push('microtask'));
  await sleeping;
  expect(order).toEqual(['microtask', 'next tick', 'slept']);
});

test('a sleep of any length ends with the reason of its signal', async () => {
  for (const ms of [0, 60_000]) {
    const stop = new AbortController();
    const sleeping = systemClock.sleep(ms, stop.signal);
    stop.abort('enough');
    await expect(sleeping).rejects.toBe('enough');
    await expect(systemClock.sleep(ms, stop.signal)).rejects.toBe('enough');
  }
});
