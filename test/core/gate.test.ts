import { describe, expect, it } from 'vitest';
import { createGate } from '../../src/core/gate.ts';
import type { HttpRequest, Send } from '../../src/core/http.ts';
import { VirtualTime } from '../helpers/virtual-time.ts';

const request: HttpRequest = { method: 'GET', url: new URL('https://a.example'), headers: {} };
const never = new AbortController().signal;

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

const many = (count: number, send: () => Promise<unknown>) =>
  Promise.all(Array.from({ length: count }, send));

describe('the gate of an origin', () => {
  it('lets eight requests pass at a time, and all in the end', async () => {
    const time = new VirtualTime();
    const { askedMs, busy, send } = service(time, 100);
    const pass = createGate({ gapMs: () => 0 }, time)(send);
    await time.run(many(20, () => pass(request, never)));
    expect(busy.most).toBe(8);
    expect(askedMs.at(-1)).toBe(200);
  });

  it('keeps the gap that the service wants between all of them', async () => {
    const time = new VirtualTime();
    const { askedMs, send } = service(time, 1);
    const pass = createGate({ gapMs: () => 6000 }, time)(send);
    await time.run(many(4, () => pass(request, never)));
    expect(askedMs).toEqual([0, 6000, 12_000, 18_000]);
  });

  it('is left by a request that is given up, waiting or under way', async () => {
    const time = new VirtualTime();
    const { askedMs, send } = service(time, 1000);
    const pass = createGate({ gapMs: () => 0 }, time)(send);
    const controller = new AbortController();
    const givenUp = many(12, () => pass(request, controller.signal).catch(() => {}));
    controller.abort('enough');
    await time.run(givenUp);
    await time.run(many(8, () => pass(request, never)));
    expect(askedMs).toHaveLength(8 + 8);
  });
});
