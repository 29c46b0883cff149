import { describe, expect, it } from 'vitest';
import { createCrowd } from '../../src/core/crowd.ts';
import { running, story, succeeded } from '../helpers/story.ts';

describe('the imports of an origin', () => {
  const crowdOf = (imports: number, everyMs: number) => {
    const crowd = createCrowd({ gapMs: () => everyMs });
    return { crowd, polled: Array.from({ length: imports }, () => crowd.join()) };
  };

  it('wait for those that have not been polled yet', () => {
    const { crowd, polled } = crowdOf(3, 7000);
    expect(crowd.standing()).toEqual({ everyMs: 7000, leftMs: 21_000 });
    polled[0]?.();
    polled[0]?.();
    expect(crowd.standing()).toEqual({ everyMs: 7000, leftMs: 14_000 });
    polled[1]?.();
    polled[2]?.();
    expect(crowd.standing()).toBeUndefined();
    expect(crowdOf(3, 0).crowd.standing()).toBeUndefined();
  });

  it('are told of that once, where it takes longer than polls are apart', () => {
    expect(crowdOf(3, 10_000).crowd.notice()).toBeUndefined();
    expect(crowdOf(0, 10_000).crowd.notice()).toBeUndefined();
    const { crowd, polled } = crowdOf(4, 10_001);
    polled[0]?.();
    expect(crowd.notice()).toEqual({
      code: 'rate-limit',
      message:
        'The service allows one request every 10s. All 4 imports will have been polled in 30s.',
    });
    expect(crowd.notice()).toBeUndefined();
  });

  it('are told of it in every heartbeat until the first answer, and once as a warning', async () => {
    const { crowd } = crowdOf(4, 10_000);
    const { events } = await story([running(), succeeded], {
      crowd,
      tookMs: 25_000,
      heartbeatMs: 10_000,
    });
    const seen = events.flatMap<unknown>((event) => {
      if (event.type === 'warning') return [event.code];
      return event.type === 'heartbeat' ? [event.crowd] : [];
    });
    const standing = { everyMs: 10_000, leftMs: 40_000 };
    expect(seen).toEqual([standing, standing, 'rate-limit', undefined, undefined]);
  });
});
