import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Handler } from '../../src/demo/serve.ts';
import type { SimulatedOutcome, Simulator } from '../../src/demo/simulator.ts';
import { simulatorOf } from '../../src/demo/simulators/index.ts';
import {
  defineProvider,
  getStatus,
  type ImportRequest,
  ImportwatchError,
  pathSegment,
  snapshot,
  type WatchEvent,
  waitForImport,
  watchImport,
  watchImports,
} from '../../src/index.ts';

const closers: (() => unknown)[] = [];

afterAll(() => Promise.all(closers.splice(0).map((close) => close())));

interface SimulatedOptions {
  readonly steps?: number;
  readonly outcome?: SimulatedOutcome;
  readonly intercept?: Handler;
}

/** A simulated service, and the request that asks it. */
async function simulated(provider: string, { steps = 6, ...options }: SimulatedOptions = {}) {
  const simulate = await simulatorOf(provider);
  const simulator: Simulator = await simulate({
    progress: () => (steps === Infinity ? 0.4 : Math.min(1, simulator.requests.length / steps)),
    ...options,
  });
  closers.push(simulator.close);
  const { id, settings } = simulator;
  const request = { provider, settings, interval: 20, ...(id !== undefined && { id }) };
  return { ...simulator, request: request as ImportRequest<'elevate'> };
}

/** A service that never answers, and tells when a connection to it is given up. */
async function silent() {
  let asked = 0;
  const server = createServer(() => {
    asked += 1;
  });
  const givenUp = new Promise<void>((resolve) => {
    server.on('connection', (socket) => socket.on('close', () => resolve()));
  });
  const isAsked = new Promise<void>((resolve) => server.on('request', () => resolve()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = { baseUrl, apiKey: 'example-key' };
  const request = { provider: 'elevate', settings, id: '1' } as const;
  return { request, givenUp, isAsked, asked: () => asked };
}

async function all<E>(events: AsyncIterable<E>): Promise<E[]> {
  const found: E[] = [];
  for await (const event of events) found.push(event);
  return found;
}

const types = (events: readonly WatchEvent[]) => events.map(({ type }) => type);

describe('watchImport', () => {
  it.each(['elevate', 'oracle-commerce', 'rocketchat'])('watches %s to its end', async (name) => {
    const { request, id } = await simulated(name, { steps: 12 });
    const events = await all(watchImport(request));
    expect(types(events).slice(0, 2)).toEqual(['start', 'progress']);
    expect(types(events).at(-1)).toBe('result');
    expect(types(events).filter((type) => type === 'result')).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({
      target: { profile: name, provider: name, ...(id !== undefined && { id }) },
      outcome: 'succeeded',
      exitCode: 0,
      snapshot: { state: 'succeeded' },
    });
  });

  it('sends nothing before the first event is requested', async () => {
    const { request, requests } = await simulated('elevate');
    const events = watchImport(request);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(requests).toHaveLength(0);
    expect((await events.next()).value).toMatchObject({ type: 'start' });
    await events.return();
    expect(requests).toHaveLength(0);
  });

  it('stops the request in flight when no one listens any more', async () => {
    const { request, givenUp, asked } = await silent();
    for await (const event of watchImport({ ...request, heartbeat: 50 })) {
      if (event.type === 'heartbeat') break;
    }
    await givenUp;
    expect(asked()).toBe(1);
  });

  it('ends as interrupted when its signal is aborted, even during a request', async () => {
    const { request, isAsked, givenUp } = await silent();
    const controller = new AbortController();
    const watching = all(watchImport({ ...request, signal: controller.signal }));
    await isAsked;
    controller.abort();
    const events = await watching;
    expect(events.at(-1)).toMatchObject({ type: 'result', outcome: 'interrupted' });
    await givenUp;
  });

  it('sends nothing if the signal is already aborted', async () => {
    const { request, requests } = await simulated('elevate');
    const events = await all(watchImport({ ...request, signal: AbortSignal.abort() }));
    expect(events.at(-1)).toMatchObject({ outcome: 'interrupted' });
    expect(requests).toHaveLength(0);
  });

  it('accepts durations as strings and as milliseconds', async () => {
    const { request } = await simulated('elevate', { steps: Number.POSITIVE_INFINITY });
    for (const timeout of [100, '100ms', '0.1s']) {
      const result = await waitForImport({ ...request, timeout });
      expect(result.outcome).toBe('timed-out');
      expect(result.error?.message).toContain('Time limit of 0.1s');
    }
  });

  it('shows no secret that a service repeats', async () => {
    const body = { id: '1', status: 'FAILURE', message: 'Do not send example-key again.' };
    const { request } = await simulated('elevate', { intercept: () => ({ body }) });
    const result = await waitForImport(request);
    expect(result.snapshot?.message).toBe('Do not send *** again.');
  });

  it('throws no secret in an error of one’s own provider', async () => {
    const mine = defineProvider({
      name: 'mine',
      title: 'Mine',
      docs: 'https://example.com',
      id: { required: false, describe: 'number of the run', example: '7' },
      settings: {
        baseUrl: { describe: 'address', required: true },
        key: { describe: 'key', secret: true },
      },
      errorMapping: { message: () => undefined },
      connect: ({ key }) => ({
        poll: () => Promise.reject(Object.assign(new TypeError(`no ${key}`), { key })),
      }),
    });
    const settings = { baseUrl: 'https://service.example', key: 'example-key' };
    const error = await getStatus({ provider: mine, settings }).catch((error: unknown) => error);
    expect(error).toMatchObject({
      name: 'ImportwatchError',
      code: 'bug',
      message: expect.stringMatching(/: no \*\*\*$/),
    });
    expect(JSON.stringify(error) + (error as Error).stack).not.toContain('example-key');
  });

  it('watches a provider of one’s own', async () => {
    const mine = defineProvider({
      name: 'mine',
      title: 'Mine',
      docs: 'https://example.com',
      id: { required: true, describe: 'number of the run', example: '7' },
      settings: { baseUrl: { describe: 'address', required: true } },
      errorMapping: { message: () => undefined },
      connect: (_settings, ask) => ({
        async poll(id = '', signal) {
          const answer = await ask({ path: `/runs/${pathSegment(id)}` }, signal);
          return snapshot({ state: 'succeeded', vendorState: String(answer.status) }, answer.at);
        },
      }),
    });
    const { url } = await simulated('elevate', { intercept: () => ({ body: {} }) });
    const request = { provider: mine, settings: { baseUrl: url }, id: 'a/b', name: 'home' };
    expect(await waitForImport(request)).toMatchObject({
      outcome: 'succeeded',
      target: { profile: 'home', provider: 'mine', id: 'a/b' },
      snapshot: { vendorState: '200' },
    });
  });

  it('watches any API that a request describes', async () => {
    const body = { job: { status: 'RUN', rows: 3, of: 12 } };
    const { url, requests } = await simulated('elevate', { intercept: () => ({ body }) });
    const settings = {
      baseUrl: url,
      request: { path: '/jobs/{id}', headers: { 'X-Key': '${not-a-variable}' } },
      state: { from: 'job.status', words: { RUN: 'running', DONE: 'succeeded' } },
      completed: 'job.rows',
      total: 'job.of',
    };
    expect(await getStatus({ provider: 'http', settings, id: 'a/b' })).toMatchObject({
      outcome: null,
      snapshot: { state: 'running', completed: 3, total: 12, percent: 25 },
    });
    expect(requests[0]).toMatchObject({
      path: '/jobs/a%2Fb',
      headers: { 'x-key': '${not-a-variable}' },
    });
  });
});

describe('getStatus', () => {
  it('polls once and has no outcome while the import is running', async () => {
    const { request, requests } = await simulated('elevate', { steps: Number.POSITIVE_INFINITY });
    expect(await getStatus(request)).toMatchObject({
      type: 'result',
      outcome: null,
      exitCode: 0,
      snapshot: { state: 'running', vendorState: 'IN_PROGRESS' },
    });
    expect(requests).toHaveLength(1);
  });

  it('removes white space around an id, and rejects invisible characters in it', async () => {
    const { request, requests } = await simulated('elevate');
    const id = `${request.id}\r\n`;
    expect(await getStatus({ ...request, id })).toMatchObject({ target: { id: request.id } });
    const hidden = getStatus({ ...request, id: `${request.id}\u200B` });
    await expect(hidden).rejects.toMatchObject({ code: 'usage' });
    await expect(getStatus({ ...request, id: ' ' })).rejects.toMatchObject({ code: 'usage' });
    expect(requests).toHaveLength(1);
  });

  it('returns the outcome of one that has ended', async () => {
    const { request } = await simulated('elevate', { steps: 1, outcome: 'failure' });
    expect(await getStatus(request)).toMatchObject({ outcome: 'failed', exitCode: 1 });
  });

  it('returns an error if it is refused, and does not throw', async () => {
    const { request } = await simulated('elevate');
    const settings = { ...request.settings, apiKey: 'wrong-key' };
    expect(await getStatus({ ...request, settings })).toMatchObject({
      outcome: 'refused',
      exitCode: 4,
      error: { code: 'refused', status: 403 },
    });
  });
});

describe('watchImports', () => {
  it('watches several in parallel and ends with the exit code of all', async () => {
    const good = await simulated('elevate');
    const bad = await simulated('rocketchat', { outcome: 'failure' });
    const events = await all(watchImports([good.request, bad.request]));
    const results = events.filter((event) => event.type === 'result');
    expect(
      Object.fromEntries(results.map(({ target, outcome }) => [target.profile, outcome])),
    ).toEqual({ elevate: 'succeeded', rocketchat: 'failed' });
    expect(events.at(-1)).toMatchObject({ type: 'end', exitCode: 1 });
  });

  it('accepts options for all imports, and the options of one import override them', async () => {
    const never = { steps: Number.POSITIVE_INFINITY };
    const { request } = await simulated('elevate', never);
    const other = await simulated('rocketchat', never);
    const events = await all(
      watchImports([{ ...request, timeout: 1, name: 'short' }, other.request], {
        timeout: '400ms',
      }),
    );
    const durations = events.flatMap((event) =>
      event.type === 'result' ? [[event.target.profile, event.durationMs] as const] : [],
    );
    const { short = 0, rocketchat = 0 } = Object.fromEntries(durations);
    expect(rocketchat).toBeGreaterThanOrEqual(400);
    expect(short).toBeLessThan(rocketchat);
  });

  it('ends at the first that succeeded with any, and stops the others', async () => {
    const good = await simulated('rocketchat');
    const { request, givenUp } = await silent();
    const events = await all(watchImports([request, good.request], { any: true }));
    expect(events.at(-1)).toMatchObject({ type: 'end', exitCode: 0 });
    expect(
      events.find((event) => event.type === 'result' && event.target.profile === 'elevate'),
    ).toMatchObject({ outcome: null });
    await givenUp;
  });

  it('stops all requests when no one listens any more', async () => {
    const [one, other] = [await silent(), await silent()];
    const events = watchImports([one.request, other.request], { heartbeat: 50 });
    for await (const { type } of events) if (type === 'heartbeat') break;
    await Promise.all([one.givenUp, other.givenUp]);
  });

  it.each([
    ['return', (events: AsyncGenerator<unknown, void, void>) => events.return()],
    [
      'throw',
      (events: AsyncGenerator<unknown, void, void>) => events.throw('enough').catch(() => {}),
    ],
  ])('ends by %s while an event is waited for, and gives up the request', async (_, end) => {
    const { request, givenUp, isAsked, asked } = await silent();
    const events = watchImport({ ...request, heartbeat: 0 });
    await events.next();
    const pending = [events.next(), events.next()];
    await isAsked;
    await end(events);
    await givenUp;
    expect(await Promise.all(pending)).toEqual([
      { done: true, value: undefined },
      { done: true, value: undefined },
    ]);
    expect(await events.next()).toEqual({ done: true, value: undefined });
    expect(asked()).toBe(1);
  });

  it('ends by return while it sleeps between two polls of several imports', async () => {
    const never = { steps: Number.POSITIVE_INFINITY };
    const { request, requests } = await simulated('elevate', never);
    const events = watchImports([{ ...request, interval: '1h' }], { heartbeat: 0 });
    for (const _ of ['start', 'progress']) await events.next();
    const pending = events.next();
    await events.return();
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(requests).toHaveLength(1);
  });

  it('sends nothing if it ends before it began', async () => {
    const { request, asked } = await silent();
    const events = watchImport(request);
    expect(await events.return()).toEqual({ done: true, value: undefined });
    expect(await events.next()).toEqual({ done: true, value: undefined });
    expect(asked()).toBe(0);
  });

  it('logs in once for all imports of one service', async () => {
    const { request, requests } = await simulated('oracle-commerce', { steps: 20 });
    const twin = { ...request, name: 'oracle-commerce', interval: 30 };
    await all(watchImports([request, twin, { ...request }]));
    expect(requests.filter(({ path }) => path.endsWith('/login'))).toHaveLength(1);
  });
});

describe('an invalid request is thrown, and nothing is sent', () => {
  const settings = { baseUrl: 'http://127.0.0.1:1', apiKey: 'example-key' };
  const request = { provider: 'elevate', settings, id: '1' } as const;
  const wrong = (more: object) => ({ ...request, ...more }) as ImportRequest<'elevate'>;

  it.each([
    ['a provider', { provider: 'elevat' }, 'usage', /no provider "elevat".*"elevate"/],
    ['a missing setting', { settings: { baseUrl: '' } }, 'config', /elevate: apiKey is missing/],
    [
      'a setting too many',
      { settings: { ...settings, clusterId: 'w1' } },
      'config',
      /has baseUrl and clusterId/,
    ],
    [
      'an unknown setting',
      { settings: { ...settings, apiKye: '' } },
      'config',
      /Unknown key "apiKye"/,
    ],
    [
      'a setting that is no text',
      { settings: { ...settings, apiKey: { env: 'HOME' } } },
      'config',
      /text/,
    ],
    ['a choice', { settings: { ...settings, apiVersion: '7' } }, 'config', /2, 3 or 4/],
    ['an address', { settings: { ...settings, baseUrl: 'w1234' } }, 'config', /https:\/\//],
    [
      'plain http to another machine',
      { settings: { ...settings, baseUrl: 'http://shop.example' } },
      'config',
      /allowHttp/,
    ],
    ['a time', { timeout: 'soon' }, 'usage', /timeout: "soon" .* 30s/],
    ['a time below zero', { timeout: -5 }, 'usage', /timeout: "-5ms"/],
    ['an invalid time', { timeout: true }, 'usage', /timeout/],
    ['an option', { timeuot: '2h' }, 'usage', /timeuot is an unknown option.*timeout/],
    ['an option of a profile', { requestTimeout: 0 }, 'config', /requestTimeout.*above zero/],
    ['no id', { id: undefined }, 'usage', /needs an id/],
    ['an id that leaves its place', { id: '..' }, 'usage', /isn't a valid id/],
    ['a name', { name: 'a b' }, 'config', /isn't a valid name/],
  ] as const)('%s', async (_, more, code, message) => {
    const failure = await waitForImport(wrong(more)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ImportwatchError);
    expect(failure).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('an empty list', async () => {
    await expect(all(watchImports([]))).rejects.toMatchObject({ code: 'usage' });
  });

  it('an option of the group', async () => {
    const choices = { heartbeet: 5 } as object;
    await expect(all(watchImports([request], choices))).rejects.toThrow(
      'heartbeet is an unknown option',
    );
  });
});

describe('the environment', () => {
  it('does not affect settings and options, and values are used as written', async () => {
    vi.stubEnv('IMPORTWATCH_TIMEOUT', '0s');
    vi.stubEnv('IMPORTWATCH_API_KEY', 'wrong-key');
    const { request, requests } = await simulated('elevate', {
      intercept: () => ({ body: { id: '1', status: 'SUCCESS', type: 'PRODUCTS' } }),
    });
    const settings = { ...request.settings, apiKey: '${HOME}-key' };
    const { outcome } = await waitForImport({ ...request, settings, headers: { 'X-A': '$${b' } });
    expect(outcome).toBe('succeeded');
    expect(requests[0]?.headers).toMatchObject({ 'api-key': '${HOME}-key', 'x-a': '$${b' });
    vi.unstubAllEnvs();
  });
});
