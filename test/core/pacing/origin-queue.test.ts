import { describe, expect, it } from 'vitest';
import { createOriginQueue } from '../../../src/core/pacing/origin-queue.ts';
import { running, story, succeeded } from '../../helpers/story.ts';

describe('the imports of an origin', () => {
  const queueOf = (imports: number, everyMs: number) => {
    const queue = createOriginQueue({ gapMs: () => everyMs });
    return { queue, polled: Array.from({ length: imports }, () => queue.join()) };
  };

  it('wait for those that have not been polled yet', () => {
    const { queue, polled } = queueOf(3, 7000);
    expect(queue.status()).toEqual({ everyMs: 7000, leftMs: 21_000 });
    polled[0]?.();
    polled[0]?.();
    expect(queue.status()).toEqual({ everyMs: 7000, leftMs: 14_000 });
    polled[1]?.();
    polled[2]?.();
    expect(queue.status()).toBeUndefined();
    expect(queueOf(3, 0).queue.status()).toBeUndefined();
  });

  it('share requests if one can poll many', () => {
    const queue = createOriginQueue({ gapMs: () => 1000 });
    const polled = Array.from({ length: 250 }, () => queue.join(100));
    expect(queue.status()).toEqual({ everyMs: 1000, leftMs: 3000 });
    for (const done of polled.slice(0, 150)) done();
    expect(queue.status()).toEqual({ everyMs: 1000, leftMs: 1000 });
  });

  it('are informed once if a round takes longer than the time between polls', () => {
    expect(queueOf(3, 10_000).queue.notice()).toBeUndefined();
    expect(queueOf(0, 10_000).queue.notice()).toBeUndefined();
    const { queue, polled } = queueOf(4, 10_001);
    polled[0]?.();
    expect(queue.notice()).toEqual({
      code: 'rate-limit',
      message:
        'The service allows one request every 10s. The first polls of all 4 imports take another 30s.',
    });
    expect(queue.notice()).toBeUndefined();
  });

  it('are informed in every heartbeat until the first answer, and once as a warning', async () => {
    const { queue } = queueOf(4, 10_000);
    const { events } = await story([running(), succeeded], {
      queue,
      tookMs: 25_000,
      heartbeatMs: 10_000,
    });
    const seen = events.flatMap<unknown>((event) => {
      if (event.type === 'warning') return [event.code];
      return event.type === 'heartbeat' ? [event.queue] : [];
    });
    const status = { everyMs: 10_000, leftMs: 40_000 };
    expect(seen).toEqual([status, status, 'rate-limit', undefined, undefined]);
  });
});
