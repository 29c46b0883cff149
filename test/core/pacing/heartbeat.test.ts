import { expect, it } from 'vitest';
import { createHeartbeat } from '../../../src/core/pacing/heartbeat.ts';
import { VirtualTime } from '../../helpers/virtual-time.ts';

const minute = 60_000;

function started(everyMs: number) {
  const time = new VirtualTime();
  const stop = new AbortController();
  const heartbeat = createHeartbeat(everyMs, time, stop.signal);
  const work = (ms: number) => time.sleep(ms, stop.signal).then(() => 'done');
  /** What comes of work that takes so long, and when. */
  const after = async (ms: number) => [
    await time.run(heartbeat.orBeat(work(ms))),
    time.monotonic(),
  ];
  return { time, heartbeat, work, after, stop: () => stop.abort(new Error('stopped')) };
}

it('comes a fixed time after the last event, whatever the watch waited for meanwhile', async () => {
  const { heartbeat, after } = started(minute);
  expect(await after(50_000)).toEqual([{ value: 'done' }, 50_000]);
  expect(await after(50_000)).toEqual([undefined, 60_000]);
  heartbeat.spoke();
  expect(await after(90_000)).toEqual([undefined, 120_000]);
});

it('keeps waiting when something was reported', async () => {
  const { heartbeat, after } = started(minute);
  await after(50_000);
  heartbeat.spoke();
  expect(await after(50_000)).toEqual([{ value: 'done' }, 100_000]);
  expect(await after(50_000)).toEqual([undefined, 110_000]);
});

it('comes after a result that arrives at the same time', async () => {
  expect(await started(minute).after(minute)).toEqual([{ value: 'done' }, minute]);
});

it('is left out if an event comes at the same time', async () => {
  const { time, heartbeat, work, after } = started(minute);
  await after(10_000);
  const speaking = heartbeat.orBeat(work(50_000)).then(() => {
    heartbeat.spoke();
    return heartbeat.orBeat(work(minute - 1));
  });
  expect(await time.run(speaking)).toEqual({ value: 'done' });
});

it('never beats every 0 ms', async () => {
  expect(await started(0).after(24 * 60 * minute)).toEqual([{ value: 'done' }, 86_400_000]);
});

it('has one timer, and no timer once it is stopped', async () => {
  const { time, after, stop } = started(minute);
  for (let round = 0; round < 5; round++) await after(1000);
  expect(time.sleeping).toBe(1);
  stop();
  expect(time.sleeping).toBe(0);
  await expect(after(1000)).rejects.toThrow('stopped');
});

it('fails as the work fails', async () => {
  const { time, heartbeat } = started(minute);
  const failing = time.sleep(10, new AbortController().signal).then(() => {
    throw new Error('no work');
  });
  await expect(time.run(heartbeat.orBeat(failing))).rejects.toThrow('no work');
});
