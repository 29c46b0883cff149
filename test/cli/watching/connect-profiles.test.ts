import { describe, expect, it } from 'vitest';
import {
  type ConnectorPorts,
  createProfileConnector,
} from '../../../src/cli/watching/connect-profiles.ts';
import type { Profile } from '../../../src/config/profile/profile.ts';
import type { HttpRequest, TransportOptions } from '../../../src/core/ports/send.ts';
import { createRedactor } from '../../../src/core/text/redact.ts';
import { elevate } from '../../../src/providers/elevate/elevate.ts';
import { oracleCommerce } from '../../../src/providers/oracle-commerce/oracle-commerce.ts';
import { world as configWorld } from '../../config/world.ts';
import { fixedClock } from '../../helpers/clock.ts';

const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
const never = new AbortController().signal;

const profile: Profile = {
  name: 'shop',
  provider: elevate,
  settings: { baseUrl: 'https://shop.example.com', apiKey: 'example-key' },
  baseUrl: new URL('https://shop.example.com'),
  headers: {},
  requestTimeoutMs: 15_000,
  allowHttp: false,
  insecureTls: false,
  maxBodyBytes: 1000,
  wait: {},
  defaults: {},
  source: '/project/.importwatchrc',
  secrets: ['example-key'],
};

/** A world whose service answers each path with a text. */
function connecting(answers: Readonly<Record<string, string>> = {}, files = {}) {
  const transports: TransportOptions[] = [];
  const requests: HttpRequest[] = [];
  const redactor = createRedactor();
  const world: ConnectorPorts = {
    clock: fixedClock,
    redactor,
    config: configWorld({
      readFile: async (path, maxBytes) => {
        const text = (files as Record<string, string>)[path];
        if (text === undefined) throw new Error("doesn't exist");
        if (text.length > maxBytes) throw new Error('is too large');
        return text;
      },
    }),
    async createSend(transport) {
      transports.push(transport);
      return async (request) => {
        requests.push(request);
        const text = answers[request.url.pathname] ?? '{"status":"IN_PROGRESS"}';
        transport.onExchange?.(request, 200, 7);
        const isLogin = request.url.pathname.endsWith('/login');
        return { status: 200, headers: isLogin ? {} : { 'retry-after': '42' }, text };
      };
    },
  };
  return { world, transports, requests, redactor };
}

describe('a profile', () => {
  it('is polled through one connection, whatever the number of its imports', async () => {
    const { world, transports, requests, redactor } = connecting();
    const connector = createProfileConnector(world);
    const [one, two] = await Promise.all([
      connector.connect({ id: '1' }, profile),
      connector.connect({ id: '2' }, profile),
    ]);
    expect(await one.poll(never)).toMatchObject({ state: 'running' });
    await two.poll(never);
    expect(transports).toHaveLength(1);
    expect(requests.map(({ url }) => url.pathname)).toEqual([
      '/api/v2/import/status/1',
      '/api/v2/import/status/2',
    ]);
    expect(two.target).toEqual({ profile: 'shop', provider: 'elevate', id: '2' });
    expect(one.rateLimit.notBefore()).toBe(42_000);
    expect(redactor.redact('with example-key in it')).toBe('with *** in it');
  });

  it('shares with others of its origin the limits that the service reports', async () => {
    const { world } = connecting();
    const connector = createProfileConnector(world);
    const elsewhere = new URL('https://other.example.com');
    const asked = await connector.connect({ id: '1' }, profile);
    const same = await connector.connect({ id: '1' }, { ...profile, name: 'twin' });
    const other = await connector.connect({ id: '1' }, { ...profile, baseUrl: elsewhere });
    await asked.poll(never);
    expect(same.rateLimit.notBefore()).toBe(42_000);
    expect(other.rateLimit.notBefore()).toBe(Number.NEGATIVE_INFINITY);
  });

  it('with insecureTls causes a warning each time', async () => {
    const { world, transports } = connecting();
    const insecure = { ...profile, insecureTls: true };
    for (const _run of [1, 2]) {
      const { warnings } = await createProfileConnector(world).connect({ id: '1' }, insecure);
      expect(warnings).toMatchObject([{ code: 'insecure-tls' }]);
    }
    expect(transports.map(({ insecureTls }) => insecureTls)).toEqual([true, true]);
    expect(await createProfileConnector(world).connect({ id: '1' }, profile)).not.toHaveProperty(
      'warnings',
    );
  });

  it('has its caFile read', async () => {
    const pems = pem.padEnd(2 ** 20);
    const { world, transports } = connecting({}, { '/ca.pem': pems });
    await createProfileConnector(world).connect({ id: '1' }, { ...profile, caFile: '/ca.pem' });
    expect(transports).toMatchObject([{ ca: pems }]);
  });

  it.each([
    ["doesn't exist", '/nowhere.pem', "caFile /nowhere.pem of shop doesn't exist."],
    ['is no such file', '/huge.pem', 'caFile /huge.pem of shop is too large.'],
    ['is something else', '/ca.der', 'caFile /ca.der of shop contains no certificate'],
  ])('whose caFile %s is not polled', async (_name, caFile, message) => {
    const { world } = connecting(
      {},
      { '/ca.der': '\u0030\u0082', '/huge.pem': pem.padEnd(2 ** 20 + 1) },
    );
    const failing = createProfileConnector(world).connect({ id: '1' }, { ...profile, caFile });
    await expect(failing).rejects.toMatchObject({
      code: 'config',
      message: expect.stringContaining(message),
    });
  });
});

describe('a request', () => {
  it('is logged on request', async () => {
    const { world } = connecting();
    const lines: string[] = [];
    const connected = await createProfileConnector(world, (line) => lines.push(line)).connect(
      { id: '1' },
      profile,
    );
    await connected.poll(never);
    expect(lines).toEqual(['GET https://shop.example.com/api/v2/import/status/1 200 7 ms']);
  });

  it('has a query whose values are left out of the line', async () => {
    const lines: string[] = [];
    const settings = { ...profile.settings, apiVersion: '3' };
    const connector = createProfileConnector(connecting().world, (line) => lines.push(line));
    const connected = await connector.connect({ id: '1' }, { ...profile, settings });
    await connected.poll(never).catch(() => {});
    expect(lines).toEqual(['GET https://shop.example.com/api/admin/v3/import/status?… 200 7 ms']);
  });

  it('turns what the service returned at login into a secret', async () => {
    const { world, redactor } = connecting({
      '/ccadmin/v1/login': '{"access_token":"example-token"}',
      '/ccadmin/v1/asset/import/1': '{"total":2,"current":1}',
    });
    const connected = await createProfileConnector(world).connect(
      { id: '1' },
      { ...profile, provider: oracleCommerce, settings: { applicationKey: 'example-key' } },
    );
    await connected.poll(never);
    expect(redactor.redact('example-token')).toBe('***');
  });
});
