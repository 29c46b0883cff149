import { describe, expect, it } from 'vitest';
import { watchAtService } from '../../helpers/watch-at-service.ts';

const minute = 60_000;
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

describe('imports at a service that allows 60 requests a minute', () => {
  it.each([10, 100])(
    'each have a turn, and the service refuses no request: %i',
    async (imports) => {
      const watched = await watchAtService({ imports, perMinute: 60, meanMs: 10 * minute });
      const turnMs = (imports / 60) * minute;
      expect(watched.refused).toBe(0);
      expect(watched.delaysMs).toHaveLength(imports);
      expect(watched.longestGapMs).toBeLessThan((turnMs * 4) / 3 + 40_000);
    },
  );

  it('are polled first if they should have ended', async () => {
    const options = { imports: 100, perMinute: 60, meanMs: 10 * minute };
    const { delaysMs } = await watchAtService(options);
    const others = await watchAtService({ ...options, withoutForecasts: true });
    expect(mean(delaysMs)).toBeLessThan(0.6 * mean(others.delaysMs));
  });
});

it('a service that reports a hundred imports together gets a fifth of the requests', async () => {
  const options = { imports: 50, meanMs: 2 * minute };
  const single = await watchAtService(options);
  const together = await watchAtService({ ...options, many: true });
  expect(together.requests).toBeLessThan(single.requests / 5);
  expect(mean(together.delaysMs)).toBeLessThan(1500);
});
