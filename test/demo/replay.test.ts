import { describe, expect, it } from 'vitest';
import type { Clock } from '../../src/core/ports/clock.ts';
import { clockAt } from '../../src/demo/replay.ts';
import { noon } from '../helpers/clock.ts';
import { VirtualTime } from '../helpers/virtual-time.ts';

const { signal } = new AbortController();

describe('the time of a replay', () => {
  it('passes as many times as fast', async () => {
    const time = new VirtualTime(7);
    const clock = clockAt(noon, 100, time);
    await time.run(clock.sleep(5000, signal));
    expect(time.monotonic()).toBe(57);
    expect([clock.monotonic(), clock.now()]).toEqual([5000, noon + 5000]);
  });

  it('stands still during a request, so a time limit never cuts off its answer', async () => {
    const time = new VirtualTime();
    const clock = clockAt(noon, 100, time);
    const order: string[] = [];
    const during = async (name: string, ms: number) => {
      await clock.standStill(() => time.sleep(ms, signal));
      order.push(name);
    };
    const limit = clock.sleep(1000, signal).then(() => order.push('limit'));
    await time.run(Promise.all([limit, during('first', 50), during('second', 60)]));
    expect(order).toEqual(['first', 'second', 'limit']);
    expect([clock.monotonic(), time.monotonic()]).toEqual([1000, 70]);
  });

  it('takes no time while the program computes', async () => {
    const time = new VirtualTime();
    let busyMs = 0;
    const clock = clockAt(noon, 100, {
      now: () => time.now(),
      monotonic: () => time.monotonic(),
      idleMs: () => time.monotonic() - busyMs,
      sleep: (ms, stop) => time.sleep(ms, stop),
    });
    const compute = async (ms: number) => {
      await time.sleep(ms, signal);
      busyMs += ms;
    };
    await time.run(compute(50));
    expect(clock.monotonic()).toBe(0);
    await time.run(clock.sleep(1000, signal));
    expect([clock.monotonic(), time.monotonic()]).toEqual([1000, 60]);
  });

  it('never passes the end of a sleep that wakes late', async () => {
    const time = new VirtualTime();
    const late: Clock = {
      now: () => time.now(),
      monotonic: () => time.monotonic(),
      sleep: (ms, stop) => time.sleep(ms + 500, stop),
    };
    const clock = clockAt(noon, 100, late);
    await time.run(clock.sleep(1000, signal));
    expect(clock.monotonic()).toBe(1000);
  });

  it('resumes after a request that fails', async () => {
    const time = new VirtualTime();
    const clock = clockAt(noon, 100, time);
    const failed = clock.standStill(() => Promise.reject(new Error('reset')));
    await expect(failed).rejects.toThrow('reset');
    await time.run(clock.sleep(1000, signal));
    expect(clock.monotonic()).toBe(1000);
  });
});
