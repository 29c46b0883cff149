import { describe, expect, it } from 'vitest';
import { cutMs, type InFlightPoll, startPoll } from '../../../src/core/pacing/in-flight-poll.ts';
import { createRequestLimiter } from '../../../src/core/pacing/request-limiter.ts';
import type { HttpRequest, Send } from '../../../src/core/ports/send.ts';
import { VirtualTime } from '../../helpers/virtual-time.ts';

const request: HttpRequest = { method: 'GET', url: new URL('https://a.example'), headers: {} };
const never = () => new AbortController().signal;

/** A service that takes `tookMs` for each answer, and when it was asked. */
function service(time: VirtualTime, tookMs: number) {
  const askedMs: number[] = [];
  const busy = { now: 0, most: 0 };
  const send: Send = async (_request, signal) => {
    askedMs.push(time.monotonic());
    busy.now += 1;
    busy.most = Math.max(busy.most, busy.now);
    await time.sleep(tookMs, signal).finally(() => {
      busy.now -= 1;
    });
    return { status: 200, headers: {}, text: '' };
  };
  return { askedMs, busy, send };
}

const unlimited = { gapMs: () => 0, notBefore: () => Number.NEGATIVE_INFINITY };

const many = (count: number, send: () => Promise<unknown>) =>
  Promise.all(Array.from({ length: count }, send));

describe('the request limiter of an origin', () => {
  it('lets eight requests pass at a time, and all in the end', async () => {
    const time = new VirtualTime();
    const { askedMs, busy, send } = service(time, 100);
    const pass = createRequestLimiter(unlimited, time)(send);
    await time.run(many(20, () => pass(request, never())));
    expect(busy.most).toBe(8);
    expect(askedMs.at(-1)).toBe(300);
  });

  it('lets them pass in the order in which they came', async () => {
    const time = new VirtualTime();
    const passed: number[] = [];
    const enter = createRequestLimiter(unlimited, time);
    const numbers = Array.from({ length: 30 }, (_, index) => index);
    const all = numbers.map((index) =>
      enter(async (_request, signal) => {
        passed.push(index);
        await time.sleep(100 + (index % 3), signal);
        return { status: 200, headers: {}, text: '' };
      })(request, never()),
    );
    await time.run(Promise.all(all));
    expect(passed).toEqual(numbers);
  });

  it('lets the first go first, to learn of a limit, but not for long', async () => {
    const one = new VirtualTime();
    const { askedMs, send } = service(one, 300);
    const pass = createRequestLimiter(unlimited, one)(send);
    await one.run(many(3, () => pass(request, never())));
    expect(askedMs).toEqual([0, 300, 300]);
    const other = new VirtualTime();
    const slow = service(other, 60_000);
    const passSlowly = createRequestLimiter(unlimited, other)(slow.send);
    await other.run(many(3, () => passSlowly(request, never())));
    expect(slow.askedMs).toEqual([0, 1000, 1000]);
  });

  it('delays waiting requests while the service asks for a pause, and no other requests', async () => {
    const time = new VirtualTime();
    const { askedMs, send } = service(time, 100);
    const pauseAt = 350;
    const notBefore = () => (time.monotonic() < pauseAt ? -1 : 30_000);
    const pass = createRequestLimiter({ ...unlimited, notBefore }, time)(send);
    await time.run(many(40, () => pass(request, never())));
    expect(askedMs.filter((ms) => ms < 30_000)).toHaveLength(1 + 3 * 8);
    expect(askedMs.filter((ms) => ms >= 30_000)).toHaveLength(40 - 25);
    const insistent = new VirtualTime();
    const after = service(insistent, 100);
    const pollsInFlight = new WeakMap<AbortSignal, InFlightPoll>();
    const limit = { ...unlimited, notBefore: () => 30_000 };
    const passLater = createRequestLimiter(limit, insistent, pollsInFlight)(after.send);
    const signal = never();
    pollsInFlight.set(signal, startPoll(insistent, 30_000));
    await insistent.run(passLater(request, signal));
    pollsInFlight.set(signal, startPoll(insistent, 29_999));
    await insistent.run(passLater(request, signal));
    await insistent.run(passLater(request, never()));
    expect(after.askedMs).toEqual([0, 30_000, 30_100]);
  });

  it('delays a request at most as long as an outage can last', async () => {
    const time = new VirtualTime();
    const { askedMs, send } = service(time, 100);
    const notBefore = () => (time.monotonic() < 50 ? -1 : 1e9);
    const pass = createRequestLimiter({ ...unlimited, notBefore }, time)(send);
    await time.run(many(2, () => pass(request, never())));
    expect(askedMs).toEqual([0, 300_100]);
  });

  it('uses the gap that applies when a request is due', async () => {
    const time = new VirtualTime();
    const { askedMs, send } = service(time, 1);
    const gapMs = () => (time.monotonic() < 5000 ? 6000 : 1000);
    const pass = createRequestLimiter({ ...unlimited, gapMs }, time)(send);
    await time.run(many(4, () => pass(request, never())));
    expect(askedMs).toEqual([0, 6000, 7000, 8000]);
  });

  it('keeps the gap that the service asks for between all of them', async () => {
    const time = new VirtualTime();
    const { askedMs, send } = service(time, 1);
    const pass = createRequestLimiter({ ...unlimited, gapMs: () => 6000 }, time)(send);
    await time.run(many(4, () => pass(request, never())));
    expect(askedMs).toEqual([0, 6000, 12_000, 18_000]);
  });

  it('has room again after a request is aborted, waiting or in flight', async () => {
    const time = new VirtualTime();
    const { askedMs, send } = service(time, 10_000);
    const pass = createRequestLimiter(unlimited, time)(send);
    const controllers = Array.from({ length: 12 }, () => new AbortController());
    const givenUp = controllers.map(({ signal }) => pass(request, signal).catch(() => {}));
    await time.run(time.sleep(2000, never()));
    expect(askedMs).toHaveLength(8);
    for (const controller of controllers) controller.abort('enough');
    await time.run(Promise.all(givenUp));
    await time.run(many(8, () => pass(request, never())));
    expect(askedMs).toHaveLength(8 + 8);
  });

  it('releases a request that is aborted in the queue, before there is room', async () => {
    const time = new VirtualTime();
    const { askedMs, send } = service(time, 10_000);
    const pass = createRequestLimiter(unlimited, time)(send);
    const passing = many(8, () => pass(request, never()));
    const controller = new AbortController();
    const givenUp = pass(request, controller.signal).catch((reason: unknown) => reason);
    const next = pass(request, never());
    await time.run(time.sleep(2000, never()));
    controller.abort('enough');
    expect(await time.run(givenUp)).toBe('enough');
    expect(time.monotonic()).toBe(2000);
    await time.run(Promise.all([passing, next]));
    expect(askedMs).toEqual([0, ...Array(7).fill(1000), 10_000]);
  });

  it('does not send a request that is aborted before its turn', async () => {
    const time = new VirtualTime();
    const { askedMs, send } = service(time, 1);
    const pass = createRequestLimiter({ ...unlimited, gapMs: () => 6000 }, time)(send);
    const controller = new AbortController();
    const kept = pass(request, never());
    const givenUp = pass(request, controller.signal).catch((reason: unknown) => reason);
    const next = pass(request, never());
    await time.run(kept);
    controller.abort('enough');
    expect(await time.run(givenUp)).toBe('enough');
    await time.run(next);
    expect(askedMs).toEqual([0, 6000]);
  });

  /** Polls with these deadlines, asked for in this order, and when each was sent. */
  async function sent(
    deadlinesMs: readonly number[],
    { gapMs = 0, tookMs = 1, pauseMs = -1, knownPauseMs = -1 },
  ) {
    const time = new VirtualTime();
    const pollsInFlight = new WeakMap<AbortSignal, InFlightPoll>();
    const limit = { gapMs: () => gapMs, notBefore: () => pauseMs };
    const enter = createRequestLimiter(limit, time, pollsInFlight);
    const sentMs: (number | undefined)[] = deadlinesMs.map(() => undefined);
    const made: InFlightPoll[] = [];
    const polls = deadlinesMs.map(async (deadlineMs, index) => {
      const send: Send = async (_request, signal) => {
        sentMs[index] = time.monotonic();
        await time.sleep(tookMs, signal);
        return { status: 200, headers: {}, text: '' };
      };
      const { signal, abort } = over(time, deadlineMs);
      const inFlight = startPoll(time, knownPauseMs, deadlineMs);
      pollsInFlight.set(signal, inFlight);
      made.push(inFlight);
      await enter(send)(request, signal).catch(() => {});
      abort();
    });
    await time.run(Promise.all(polls));
    expect(time.sleeping).toBe(0);
    return { sentMs, pollsInFlight: made };
  }

  /** A signal that is given long after the deadline of a wait. */
  function over(time: VirtualTime, deadlineMs: number) {
    const controller = new AbortController();
    const timer = new AbortController();
    const ms = Math.min(1e6, deadlineMs + 60_000);
    time.sleep(ms, timer.signal).then(
      () => controller.abort('over'),
      () => {},
    );
    return { signal: controller.signal, abort: () => timer.abort('done') };
  }

  it('sends a held request at the end of its wait, even from behind others', async () => {
    const { sentMs } = await sent([1e5, 1e5, 1e5, 9000], { gapMs: 6000 });
    expect(sentMs).toEqual([0, 6000, 15_000, 9000]);
    expect((await sent([1e5, 8000], { gapMs: 30_000 })).sentMs).toEqual([0, 8000]);
    expect((await sent([5000, 8000], { pauseMs: 30_000, knownPauseMs: 0 })).sentMs).toEqual([
      5000, 8000,
    ]);
  });

  it('does not delay a request at the end of its wait', async () => {
    const { sentMs } = await sent([1e5, 0, 0], { gapMs: 6000 });
    expect(sentMs).toEqual([0, 1, 1]);
  });

  it('reports to a poll whether it waits, and when its request was sent', async () => {
    const { pollsInFlight } = await sent([1e5, 1e5], { gapMs: 6000 });
    expect(pollsInFlight).toMatchObject([
      { waiting: undefined, sentMs: 0 },
      { waiting: undefined, sentMs: 6000 },
    ]);
  });

  it('reports to a poll that it is delayed, as long as it is', async () => {
    const time = new VirtualTime();
    const pollsInFlight = new WeakMap<AbortSignal, InFlightPoll>();
    const pass = createRequestLimiter(
      { ...unlimited, gapMs: () => 6000 },
      time,
      pollsInFlight,
    )(service(time, 1).send);
    await time.run(pass(request, never()));
    const signal = never();
    const inFlight = startPoll(time, -1);
    pollsInFlight.set(signal, inFlight);
    const passing = pass(request, signal);
    await time.run(time.sleep(1000, never()));
    expect(inFlight.waiting).toBe('throttled');
    await time.run(passing);
    expect(inFlight.waiting).toBeUndefined();
  });

  /** The order in which queued requests are sent; those in `urgent` should have ended by now. */
  async function order(count: number, urgent: readonly number[], gapMs: number, endMs = 0) {
    const time = new VirtualTime();
    const pollsInFlight = new WeakMap<AbortSignal, InFlightPoll>();
    const enter = createRequestLimiter({ ...unlimited, gapMs: () => gapMs }, time, pollsInFlight);
    const sentAs: number[] = [];
    const polls = Array.from({ length: count }, (_, index) => {
      const signal = never();
      pollsInFlight.set(
        signal,
        startPoll(time, -1, Infinity, urgent.includes(index) ? endMs : undefined),
      );
      return enter(async () => {
        sentAs.push(index);
        await time.sleep(1, signal);
        return { status: 200, headers: {}, text: '' };
      })(request, signal);
    });
    await time.run(Promise.all(polls));
    return sentAs;
  }

  it('lets imports that should have ended go first under a limit, every fourth time', async () => {
    expect(await order(14, [9, 11, 12, 13], 6000)).toEqual([
      0, 9, 1, 2, 3, 11, 4, 5, 6, 12, 7, 8, 10, 13,
    ]);
    expect((await order(11, [9], 6000, 1)).indexOf(9)).toBe(1);
  });

  it('lets nobody go first without a limit, or before the end', async () => {
    const inOrder = Array.from({ length: 14 }, (_, index) => index);
    expect(await order(14, [9, 11, 12, 13], 0)).toEqual(inOrder);
    expect(await order(14, [9, 11, 12, 13], 6000, 1e9)).toEqual(inOrder);
  });

  it('sends nothing that is still queued at the end of its wait', async () => {
    const deadlines = [...Array(9).fill(1e5), 2000, 4000, 5000];
    const { sentMs, pollsInFlight } = await sent(deadlines, { tookMs: 3000 });
    expect(sentMs.slice(0, 9)).toEqual([0, ...Array(7).fill(1000), 3000]);
    expect(sentMs.slice(9)).toEqual([undefined, undefined, 4000]);
    expect(pollsInFlight[9]).toMatchObject({ waiting: 'queued' });
    expect(pollsInFlight[9]).not.toHaveProperty('sentMs');
  });
});

describe('a poll in flight', () => {
  const inFlight = (askedMs: number, more: Partial<InFlightPoll> = {}): InFlightPoll => ({
    askedMs,
    deadlineMs: 10_000,
    knownPauseMs: 0,
    ...more,
  });

  it.each<[InFlightPoll, number]>([
    [inFlight(0), 10_000],
    [inFlight(9000), 11_000],
    [inFlight(10_000), 12_000],
    [inFlight(5000, { sentMs: 9500 }), 11_500],
    [inFlight(9000, { sentMs: 9500 }), 11_500],
    [inFlight(5000, { sentMs: 6000 }), 10_000],
    [inFlight(9999, { waiting: 'queued' }), 10_000],
    [inFlight(10_000, { waiting: 'queued' }), 10_500],
    [inFlight(10_500, { waiting: 'queued' }), 11_000],
    [inFlight(0, { waiting: 'throttled' }), 12_000],
    [inFlight(9000, { waiting: 'throttled', sentMs: 9500 }), 12_000],
  ])('%j is cut at %i', (one, ms) => {
    expect(cutMs(one)).toBe(ms);
  });
});
