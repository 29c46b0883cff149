import { describe, expect, it } from 'vitest';
import { inSpareTime } from '../../../src/core/http/spare-time.ts';
import { type InFlightPoll, startPoll } from '../../../src/core/pacing/in-flight-poll.ts';
import { VirtualTime } from '../../helpers/virtual-time.ts';

const never = new AbortController().signal;

/** Work of so many ms in a poll whose wait ends at `deadlineMs`, and how it ended and when. */
async function done(
  tookMs: number,
  { deadlineMs, spentMs = 0 }: { readonly deadlineMs?: number; readonly spentMs?: number } = {},
) {
  const time = new VirtualTime(5000);
  const inFlight: InFlightPoll | undefined =
    deadlineMs === undefined ? undefined : startPoll(time, 0, deadlineMs);
  time.stop(spentMs);
  let begun = false;
  const work = async (signal: AbortSignal) => {
    begun = true;
    await time.sleep(tookMs, signal);
    return 'done';
  };
  const end = await time.run(inSpareTime(work, never, time, inFlight).catch((error) => error));
  expect(time.sleeping).toBe(0);
  return { end, begun, atMs: time.monotonic() };
}

const tooLate = expect.objectContaining({
  code: 'no-reply',
  message: 'The second request took too long.',
});

describe('the time that a poll can spare', () => {
  it('is five seconds', async () => {
    expect(await done(4999)).toMatchObject({ end: 'done', atMs: 9999 });
    expect(await done(5001)).toMatchObject({ end: tooLate, atMs: 10_000 });
    expect(await done(5001, { deadlineMs: 60_000 })).toMatchObject({ end: tooLate, atMs: 10_000 });
  });

  it('ends a moment before the poll is cut off', async () => {
    expect(await done(2899, { deadlineMs: 8000 })).toMatchObject({ end: 'done', atMs: 7899 });
    expect(await done(2901, { deadlineMs: 8000 })).toMatchObject({ end: tooLate, atMs: 7900 });
  });

  it('can be over before anything begins', async () => {
    for (const spentMs of [2900, 3000]) {
      const late = await done(1, { deadlineMs: 8000, spentMs });
      expect(late).toMatchObject({ end: tooLate, begun: false, atMs: 5000 + spentMs });
    }
  });

  it('ends with the wait', async () => {
    const time = new VirtualTime();
    const stop = new AbortController();
    const working = inSpareTime((signal) => time.sleep(1000, signal), stop.signal, time, undefined);
    stop.abort('stopped');
    await expect(working).rejects.toBe('stopped');
    await expect(inSpareTime(async () => {}, stop.signal, time, undefined)).rejects.toBe('stopped');
    expect(time.sleeping).toBe(0);
  });
});
