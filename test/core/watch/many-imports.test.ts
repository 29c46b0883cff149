import { describe, expect, it } from 'vitest';
import { createConnector, type Service } from '../../../src/core/http/connector.ts';
import type { ImportEvent, ResultEvent } from '../../../src/core/model/events.ts';
import type { HttpAnswer } from '../../../src/core/ports/send.ts';
import { createRedactor } from '../../../src/core/text/redact.ts';
import { watchAll } from '../../../src/core/watch/watch-all.ts';
import { elevate } from '../../../src/providers/elevate/elevate.ts';
import { waiting } from '../../helpers/story.ts';
import { VirtualTime } from '../../helpers/virtual-time.ts';

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
  readonly intervalMs?: number;
  answer(ms: number, asked: number): Partial<HttpAnswer>;
}

/** Watches many imports of one service in virtual time. */
async function watchMany({ imports, tookMs, timeoutMs = 3_600_000, intervalMs, answer }: Scene) {
  const time = new VirtualTime();
  const statuses: number[] = [];
  const sentMs: number[] = [];
  const events: ImportEvent[] = [];
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
      sentMs.push(time.monotonic());
      await time.sleep(tookMs, signal);
      return given;
    },
  });
  const watched = Array.from({ length: imports }, async (_, index) => ({
    connected: await connector.connect({ id: String(index) }, shop),
    options: { ...waiting, timeoutMs, ...(intervalMs !== undefined && { intervalMs }) },
  }));
  const world = { clock: time, random: () => 0.5 };
  const results: ResultEvent[] = [];
  const never = new AbortController().signal;
  const watching = (async () => {
    for await (const event of watchAll(await Promise.all(watched), waiting, world, never)) {
      if (event.type === 'result') results.push(event);
      if (event.type !== 'end') events.push(event);
    }
  })();
  await time.run(watching);
  const outcomes = new Set(results.map(({ outcome }) => outcome));
  return { statuses, sentMs, events, outcomes, results };
}

const success = { text: '{"status":"SUCCESS"}' };

describe('many imports of one service', () => {
  it('are not given up for a short failure after a long wait for their turn', async () => {
    const hiccup = (ms: number) => ms >= 20_000 && ms < 23_000;
    const { statuses, outcomes } = await watchMany({
      imports: 200,
      tookMs: 1000,
      answer: (ms) => (hiccup(ms) ? { status: 503 } : ms > 120_000 ? success : {}),
    });
    expect(statuses).toContain(503);
    expect(outcomes).toEqual(new Set(['succeeded']));
  });

  it('end together if the service is gone', async () => {
    const { outcomes, results } = await watchMany({
      imports: 40,
      tookMs: 5000,
      answer: () => ({ status: 503 }),
    });
    expect(outcomes).toEqual(new Set(['no-answer']));
    expect(Math.max(...results.map(({ durationMs }) => durationMs))).toBeLessThan(60_000);
  });

  it('stay together within the limit in its headers', async () => {
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

  it('all pause when the service asks one of them to pause, including those in the queue', async () => {
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

  it('are all waited for if the service allows a few at a time and reports no window', async () => {
    const asked = new Map<number, number>();
    const { outcomes, statuses } = await watchMany({
      imports: 50,
      tookMs: 50,
      answer(ms) {
        const window = Math.floor(ms / 6000);
        const calls = (asked.get(window) ?? 0) + 1;
        asked.set(window, calls);
        const pause = String(Math.ceil(((window + 1) * 6000 - ms) / 1000));
        if (calls > 10) return { status: 429, headers: { 'retry-after': pause } };
        return ms > 60_000 ? success : {};
      },
    });
    expect(statuses).toContain(429);
    expect(outcomes).toEqual(new Set(['succeeded']));
  });

  it('hold a pause that an older answer to another of them crosses', async () => {
    const { sentMs } = await watchMany({
      imports: 2,
      tookMs: 400,
      intervalMs: 100,
      timeoutMs: 30_000,
      answer: (_ms, asked) =>
        asked === 2 ? { status: 429, headers: { 'retry-after': '20' } } : {},
    });
    const pausedMs = (sentMs[2] ?? 0) + 400;
    expect(sentMs.filter((ms) => ms > pausedMs && ms < pausedMs + 20_000)).toEqual([]);
    expect(Math.max(...sentMs)).toBeGreaterThan(pausedMs + 20_000);
  });

  const gap = { headers: { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '6.7' } };

  it.each([1, 2, 8])('end at their time limit under a rate limit: %i', async (imports) => {
    const { sentMs, results } = await watchMany({
      imports,
      tookMs: 10,
      timeoutMs: 12_000,
      answer: () => gap,
    });
    expect(sentMs.filter((ms) => ms === 12_000)).toHaveLength(imports);
    expect(sentMs.at(-1)).toBe(12_000);
    for (const { durationMs, outcome } of results) {
      expect([outcome, durationMs]).toEqual(['timed-out', 12_010]);
    }
  });

  it('end at their time limit while the service asks for a pause', async () => {
    const pause = { status: 429, headers: { 'retry-after': '60' } };
    const { sentMs, results } = await watchMany({
      imports: 3,
      tookMs: 10,
      timeoutMs: 12_000,
      answer: (ms) => (ms > 2000 && ms < 12_000 ? pause : {}),
    });
    expect(sentMs.at(-1)).toBe(12_000);
    for (const { durationMs } of results) expect(durationMs).toBe(12_010);
  });

  it('can each take as long as a request can if they are polled once', async () => {
    const { sentMs, outcomes } = await watchMany({
      imports: 3,
      tookMs: 500,
      timeoutMs: 0,
      answer: () => ({ ...gap, ...success }),
    });
    expect(sentMs).toEqual([0, 7200, 14_400]);
    expect(outcomes).toEqual(new Set(['succeeded']));
  });

  it('send nothing more if their time is up before their turn', async () => {
    const { sentMs, results } = await watchMany({
      imports: 3000,
      tookMs: 100,
      timeoutMs: 8000,
      answer: () => ({}),
    });
    expect(results).toHaveLength(3000);
    expect(Math.max(...results.map(({ durationMs }) => durationMs))).toBeLessThanOrEqual(10_000);
    const late = sentMs.filter((ms) => ms > 8000);
    expect(late.length).toBeLessThan(200);
    const queued = results.filter(({ polls, snapshot }) => polls === 1 && !snapshot);
    expect(queued.length).toBeGreaterThan(2000);
    for (const { durationMs } of queued) expect(durationMs).toBe(8000);
  });

  it('each get a last poll if the service is quick', async () => {
    const { sentMs, outcomes } = await watchMany({
      imports: 40,
      tookMs: 50,
      timeoutMs: 8000,
      answer: (ms) => (ms >= 8000 ? success : {}),
    });
    expect(outcomes).toEqual(new Set(['succeeded']));
    expect(sentMs.filter((ms) => ms >= 8000)).toHaveLength(40);
  });

  it('end soon after their limit if too many are polled at it', async () => {
    const { sentMs, results } = await watchMany({
      imports: 3000,
      tookMs: 10,
      timeoutMs: 8000,
      answer: () => ({}),
    });
    expect(results.filter(({ snapshot }) => snapshot)).toHaveLength(3000);
    expect(Math.max(...sentMs)).toBeLessThanOrEqual(8500);
    expect(Math.max(...results.map(({ durationMs }) => durationMs))).toBeLessThanOrEqual(8510);
  });

  it('are informed once how long their first polls take under a limit', async () => {
    const { events } = await watchMany({
      imports: 50,
      tookMs: 10,
      timeoutMs: 300_000,
      answer: () => gap,
    });
    const limits = events.filter((event) => event.type === 'warning');
    expect(limits).toMatchObject([
      {
        code: 'rate-limit',
        message: expect.stringMatching(/6\.7s.*50 imports.*5m 28s/),
      },
    ]);
    const beats = events.filter((event) => event.type === 'heartbeat' && !event.snapshot);
    expect(beats[0]).toMatchObject({ queue: { everyMs: 6700 } });
  });

  it('are not informed of a limit that does not slow them down', async () => {
    for (const imports of [1, 5]) {
      const { events } = await watchMany({
        imports,
        tookMs: 10,
        timeoutMs: 60_000,
        answer: () => gap,
      });
      expect(events.filter(({ type }) => type === 'warning')).toEqual([]);
    }
  });
});
