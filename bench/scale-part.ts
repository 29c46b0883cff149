// One process of the scale benchmark, which prints its figures as JSON. `bare`: requests with Node
// alone. `transport`: the same with got. `importwatch`: watched imports. `shown`: also shows the
// events.
import { Agent, createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../src/adapters/clock.ts';
import { createSend } from '../src/adapters/http/send-with-got.ts';
import { createPresenter } from '../src/cli/output/presenter.ts';
import type { World } from '../src/cli/world.ts';
import { createApiClient } from '../src/core/http/api-client.ts';
import { defaultWaitOptions } from '../src/core/model/options.ts';
import { createRateLimit } from '../src/core/pacing/rate-limit.ts';
import { createRequestLimiter } from '../src/core/pacing/request-limiter.ts';
import { watchAll } from '../src/core/watch/watch-all.ts';
import { elevate } from '../src/providers/elevate/elevate.ts';

const [, , part, url = '', imports = '0', pollsOfEach = '0'] = process.argv;
const count = Number(imports);
const polls = Number(pollsOfEach);
const say = (figures: object) => process.stdout.write(`${JSON.stringify(figures)}\n`);
const memory = () => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

const transportOptions = {
  requestTimeoutMs: 60_000,
  maxBodyBytes: 1e6,
  insecureTls: false,
  env: {},
};

/** Each import ends at its last poll. */
function service(): void {
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    const key = request.url ?? '';
    const times = (asked.get(key) ?? 0) + 1;
    asked.set(key, times);
    const status = times >= Number(url) ? 'SUCCESS' : 'IN_PROGRESS';
    response.setHeader('content-type', 'application/json');
    response.end(`{"id":5537431447739019570,"status":"${status}","type":"products"}`);
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1', () => say({ port: (server.address() as AddressInfo).port }));
}

/** `shown`: events also pass through the presenter, which discards its lines of JSON. */
async function importwatch(shown = false): Promise<void> {
  const baseUrl = new URL(url);
  const rateLimit = createRateLimit(systemClock);
  const send = createRequestLimiter(
    rateLimit,
    systemClock,
  )(createSend({ ...transportOptions, userAgent: 'bench' }));
  const ask = createApiClient({
    baseUrl,
    headers: {},
    errorMapping: elevate.errorMapping,
    send,
    clock: systemClock,
    rateLimit,
  });
  const connection = elevate.connect({ apiKey: 'example-key', apiVersion: '2' }, ask);
  const options = {
    ...defaultWaitOptions,
    intervalMs: 100,
    once: false,
    interactive: false,
    jitter: false,
  };
  const world = { clock: systemClock, random: Math.random };
  const group = { any: false, failFast: false };
  const watched = (name: string, count: number) =>
    Array.from({ length: count }, (_, index) => {
      const id = `${name}${index}`;
      const target = { profile: 'bench', provider: 'elevate', id };
      const poll = (signal: AbortSignal) => connection.poll(id, signal);
      return { connected: { target, service: 'bench', poll, rateLimit }, options };
    });
  const presenter = shown ? await createPresenter(presented, nowhere()) : undefined;
  const events = (imports: ReturnType<typeof watched>) =>
    watchAll(imports, group, world, new AbortController().signal);
  // Warms up what doesn't depend on the number of imports: connections and compiled code.
  for await (const { type } of events(watched('warm-up', 50))) if (type === 'end') break;
  const base = memory();
  let most = base;
  let results = 0;
  const before = process.cpuUsage();
  for await (const event of events(watched('', count))) {
    presenter?.handle(event);
    if (event.type !== 'result') continue;
    results += 1;
    if (results === 1) most = memory();
  }
  const { user, system } = process.cpuUsage(before);
  say({ cpuMs: (user + system) / 1000, polls: count * polls, perImport: (most - base) / count });
}

const presented = { json: 'events', once: false, resume: null, imports: count } as const;

/** A world that discards all output. */
function nowhere(): World {
  const stream = { write() {}, writeExactly() {}, isTerminal: false, isBehind: false };
  return {
    version: '0.0.0',
    platform: 'linux',
    env: {},
    clock: systemClock,
    stdout: stream,
    stderr: stream,
  } as unknown as World;
}

/** Eight at a time, as fast as they are answered. */
async function inLanes(one: (id: number) => Promise<unknown>): Promise<void> {
  await one(-1);
  const before = process.cpuUsage();
  let next = 0;
  const lane = async () => {
    while (next < count * polls) await one(next++ % count);
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  const { user, system } = process.cpuUsage(before);
  say({ cpuMs: (user + system) / 1000, polls: count * polls });
}

const path = (id: number) => `/api/v2/import/status/${id}`;
const headers = { 'api-key': 'example-key' };

async function transport(): Promise<void> {
  const send = createSend({ ...transportOptions, userAgent: 'bench' });
  const { signal } = new AbortController();
  await inLanes(async (id) => {
    const answer = await send({ method: 'GET', url: new URL(path(id), url), headers }, signal);
    JSON.parse(answer.text);
  });
  send.close();
}

async function bare(): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  await inLanes(
    (id) =>
      new Promise<void>((resolve, reject) => {
        get(`${url}${path(id)}`, { agent, headers }, (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (chunk) => {
            text += chunk;
          });
          response.on('end', () => resolve(void JSON.parse(text)));
        }).on('error', reject);
      }),
  );
  agent.destroy();
}

const parts: Record<string, () => unknown> = {
  service,
  importwatch: () => importwatch(),
  shown: () => importwatch(true),
  transport,
  bare,
};
void parts[part ?? '']?.();
