import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { ImportEvent } from '../../../src/core/model/events.ts';
import type { ConnectedImport } from '../../../src/core/pacing/connected-import.ts';
import { isLoopback } from '../../../src/core/text/loopback.ts';
import { watch } from '../../../src/core/watch/watch.ts';
import { simulatorOf } from '../../../src/demo/simulators/index.ts';
import { connectedImport, networkSend, providerNamed } from '../../helpers/connected-import.ts';
import { hurriedClock } from '../../helpers/hurried-clock.ts';
import { waiting } from '../../helpers/story.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const never = new AbortController().signal;
const get = (url: string) => ({ method: 'GET', url: new URL(url), headers: {} }) as const;

/** Whether this machine has the address. */
async function has(address: string): Promise<boolean> {
  const server = createTcpServer().listen(0, address);
  try {
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

const places = [
  { host: '127.0.0.1', address: '127.0.0.1' },
  { host: '[::1]', address: '::1' },
  { host: 'localhost', address: '127.0.0.1' },
  { host: 'localhost', address: '::1' },
];
const localhost = (await lookup('localhost', { all: true })).map(({ address }) => address);
const here: typeof places = [];
for (const place of places) {
  const { host, address } = place;
  const leadsThere = host !== 'localhost' || localhost.includes(address);
  if (leadsThere && (await has(address))) here.push(place);
  else
    process.stdout.write(
      `skipped, because this machine has no such address: ${host} at ${address}\n`,
    );
}

describe('a service on this machine', () => {
  it.each(here)('is found as $host if it listens at $address', async ({ host, address }) => {
    const server = createServer((_request, response) => response.end('{}')).listen(0, address);
    await once(server, 'listening');
    open.push({
      close: async () => {
        server.closeAllConnections();
        server.close();
      },
    });
    const url = `http://${host}:${(server.address() as AddressInfo).port}`;
    expect(await networkSend(10_000)(get(url), never)).toMatchObject({ status: 200, text: '{}' });
    expect(isLoopback(new URL(url))).toBe(true);
  });
});

describe('a name that does not resolve', () => {
  const clock = hurriedClock(50);
  const elevate = providerNamed('elevate');
  const nowhere = new URL('http://no-such-host.invalid');

  async function eventsOf(connected: ConnectedImport): Promise<readonly ImportEvent[]> {
    const events: ImportEvent[] = [];
    const options = { ...waiting, intervalMs: 500 };
    for await (const event of watch(connected, options, { clock, random: () => 0.5 }, never)) {
      events.push(event);
    }
    return events;
  }

  it('at the first poll is reported by name, and soon given up', async () => {
    const settings = { baseUrl: nowhere.href, apiKey: 'example-key' };
    const connected = connectedImport(elevate, {
      settings,
      id: '1',
      clock,
      send: networkSend(10_000),
    });
    const events = await eventsOf(connected);
    expect(events.at(1)).toMatchObject({
      type: 'retry',
      error: {
        code: 'unreachable',
        message: expect.stringMatching(
          /^No answer from http:\/\/no-such-host\.invalid: .+ \(DNS\)/,
        ),
        hint: expect.stringContaining('host name no-such-host.invalid is right'),
      },
    });
    const result = events.at(-1);
    expect(result).toMatchObject({ type: 'result', outcome: 'no-answer', exitCode: 6 });
    expect(result).toHaveProperty('error.hint', expect.stringContaining('no-such-host.invalid'));
  }, 60_000);

  it('during a wait is retried', async () => {
    const simulate = await simulatorOf('elevate');
    let asked = 0;
    const simulator = await simulate({ progress: () => Math.min(1, asked / 8) });
    open.push(simulator);
    const send = networkSend(10_000);
    const connected = connectedImport(elevate, {
      settings: simulator.settings,
      id: simulator.id,
      clock,
      send: (request, signal) => {
        asked += 1;
        return send(asked === 4 || asked === 5 ? { ...request, url: nowhere } : request, signal);
      },
    });
    const events = await eventsOf(connected);
    const retries = events.filter(({ type }) => type === 'retry');
    expect(retries).toHaveLength(2);
    expect(retries[0]).toMatchObject({ error: { message: expect.stringContaining('(DNS)') } });
    expect(events.at(-1)).toMatchObject({ outcome: 'succeeded', exitCode: 0 });
  }, 60_000);
});
