import { describe, expect, it } from 'vitest';
import { createConnector, type Service } from '../../src/core/connect.ts';
import type { ResultEvent } from '../../src/core/events.ts';
import type { HttpAnswer } from '../../src/core/http.ts';
import { createRedactor } from '../../src/core/redact.ts';
import { watchAll } from '../../src/core/watch-all.ts';
import { elevate } from '../../src/providers/elevate.ts';
import { waiting } from '../helpers/story.ts';
import { VirtualTime } from '../helpers/virtual-time.ts';

const shop: Service = {
  name: 'shop',
  provider: elevate,
  settings: { baseUrl: 'https://shop.example.com', apiKey: 'example-key' },
  baseUrl: new URL('https://shop.example.com'),
  headers: {},
  insecureTls: false,
  secrets: ['example-key'],
};

interface Scene {
  readonly imports: number;
  /** Ms that an answer takes. */
  readonly tookMs: number;
  readonly timeoutMs?: number;
  answer(ms: number, asked: number): Partial<HttpAnswer>;
}

/** Watches many imports of one service in virtual time. */
async function watchMany({ imports, tookMs, timeoutMs = 3_600_000, answer }: Scene) {
  const time = new VirtualTime();
  const statuses: number[] = [];
  const connector = createConnector<Service>({
    clock: time,
    redactor: createRedactor(),
    createSend: async () => async (_request, signal) => {
      const text = '{"status":"IN_PROGRESS"}';
      const given = {
        status: 200,
        headers: {},
        text,
        ...answer(time.monotonic(), statuses.length),
      };
      statuses.push(given.status);
      await time.sleep(tookMs, signal);
      return given;
    },
  });
  const watched = Array.from({ length: imports }, async (_, index) => ({
    subject: await connector.subject({ id: String(index) }, shop),
    options: { ...waiting, timeoutMs },
  }));
  const world = { clock: time, random: () => 0.5 };
  const results: ResultEvent[] = [];
  const never = new AbortController().signal;
  const watching = (async () => {
    for await (const event of watchAll(await Promise.all(watched), waiting, world, never)) {
      if (event.type === 'result') results.push(event);
    }
  })();
  await time.run(watching);
  return { statuses, outcomes: new Set(results.map(({ outcome }) => outcome)), results };
}

const success = { text: '{"status":"SUCCESS"}' };

describe('many imports of one service', () => {
  it('are not given up for a hiccup that meets them after a long wait for their turn', async () => {
    const hiccup = (ms: number) => ms >= 20_000 && ms < 23_000;
    const { statuses, outcomes } = await watchMany({
      imports: 200,
      tookMs: 1000,
      answer: (ms) => (hiccup(ms) ? { status: 503 } : ms > 120_000 ? success : {}),
    });
    expect(statuses).toContain(503);
    expect(outcomes).toEqual(new Set(['succeeded']));
  });

  it('are given up together where the service is gone', async () => {
    const { outcomes, results } = await watchMany({
      imports: 40,
      tookMs: 5000,
      answer: () => ({ status: 503 }),
    });
    expect(outcomes).toEqual(new Set(['no-answer']));
    expect(Math.max(...results.map(({ durationMs }) => durationMs))).toBeLessThan(60_000);
  });

  it('stay together within the limit that its headers tell of', async () => {
    const limit = 5;
    const windowMs = 10_000;
    const asked = new Map<number, number>();
    const { statuses, outcomes } = await watchMany({
      imports: 20,
      tookMs: 200,
      answer(ms) {
        const window = Math.floor(ms / windowMs);
        const calls = (asked.get(window) ?? 0) + 1;
        asked.set(window, calls);
        const headers = {
          'x-ratelimit-remaining': String(Math.max(0, limit - calls)),
          'x-ratelimit-reset': String(((window + 1) * windowMs - ms) / 1000),
        };
        if (calls > limit) return { status: 429, headers };
        return { headers, ...(ms > 120_000 && success) };
      },
    });
    expect(statuses).not.toContain(429);
    expect(outcomes).toEqual(new Set(['succeeded']));
  });

  it('all rest while the service asks one of them to, also those that wait for their turn', async () => {
    let pausedMs = 0;
    const early: number[] = [];
    const { outcomes } = await watchMany({
      imports: 40,
      tookMs: 100,
      answer(ms, asked) {
        if (asked === 10) {
          pausedMs = ms;
          return { status: 429, headers: { 'retry-after': '30' } };
        }
        if (pausedMs > 0 && ms > pausedMs + 100 && ms < pausedMs + 30_000) early.push(ms);
        return ms > 60_000 ? success : {};
      },
    });
    expect(early).toEqual([]);
    expect(outcomes).toEqual(new Set(['succeeded']));
  });
});
