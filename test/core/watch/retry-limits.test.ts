import { expect, it } from 'vitest';
import { running, story, unavailable } from '../../helpers/story.ts';

const retriesOf = async (options: Parameters<typeof story>[1]) => {
  const { events } = await story([running(), unavailable], options);
  return events.flatMap((event) => (event.type === 'retry' ? [event] : []));
};

it('each retry says how long importwatch keeps trying', async () => {
  const [first, second, ...more] = await retriesOf({ intervalMs: 2000, maxOutageMs: 60_000 });
  expect(more.length).toBeGreaterThan(1);
  expect(first?.givesUpMs).toBe(60_000);
  const sinceFirst = (second?.at ?? 0) - (first?.at ?? 0);
  expect(second?.givesUpMs).toBe(60_000 - sinceFirst);
});
