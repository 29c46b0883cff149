import { describe, expect, it } from 'vitest';
import { createApiClient } from '../../../src/core/http/api-client.ts';
import type { HttpRequest } from '../../../src/core/ports/send.ts';
import type { Setting, Settings } from '../../../src/core/provider/field.ts';
import { elevate } from '../../../src/providers/elevate/elevate.ts';
import { fixedClock, noon } from '../../helpers/clock.ts';

const id = '5537431447739019570';
const baseUrl = 'https://w1234abcd.elevate-api.cloud';

/** Polls once and gives what was sent; the service answers `text`. */
async function sentFor(
  settings: Settings,
  importId: string | undefined = id,
  text = '{"status":"WAITING"}',
) {
  const sent: HttpRequest[] = [];
  const ask = createApiClient({
    baseUrl: new URL(elevate.baseUrl?.(settings) ?? ''),
    headers: {},
    errorMapping: elevate.errorMapping,
    send: async (request) => {
      sent.push(request);
      return { status: 200, headers: {}, text };
    },
    clock: fixedClock,
    rateLimit: { note: () => {} },
  });
  const connection = elevate.connect({ apiKey: 'example-key', ...settings }, ask);
  const poll = connection.poll(importId, new AbortController().signal);
  return { poll, sent, snapshot: await poll.catch(() => undefined) };
}

describe('the request', () => {
  it.each([
    [{}, `/api/v2/import/status/${id}`],
    [{ apiVersion: '2' }, `/api/v2/import/status/${id}`],
    [{ apiVersion: '3' }, `/api/admin/v3/import/status?id=${id}`],
    [{ apiVersion: '4' }, `/api/admin/v4/import/status?id=${id}`],
  ])('with %o it is one GET of %s', async (settings, path) => {
    const { sent } = await sentFor({ baseUrl, ...settings });
    expect(sent.map(({ method, url }) => `${method} ${url.href}`)).toEqual([
      `GET ${baseUrl}${path}`,
    ]);
  });

  it('carries the key as Api-Key and has no body', async () => {
    const { sent } = await sentFor({ baseUrl });
    expect(sent[0]?.headers).toEqual({ accept: 'application/json', 'Api-Key': 'example-key' });
    expect(sent[0]).not.toHaveProperty('body');
  });

  it.each([
    ['2', '/api/v2/import/status/a%2Fb%3Fid%3D1%26x'],
    ['4', '/api/admin/v4/import/status?id=a%2Fb%3Fid%3D1%26x'],
  ])('of v%s keeps an id in its place', async (apiVersion, path) => {
    const { sent } = await sentFor({ baseUrl, apiVersion }, 'a/b?id=1&x');
    expect(sent[0]?.url.href).toBe(`${baseUrl}${path}`);
  });

  it.each(['2', '3', '4'])('of v%s is not made if the id is invalid', async (apiVersion) => {
    for (const wrong of ['', '.', '..']) {
      const { poll, sent } = await sentFor({ baseUrl, apiVersion }, wrong);
      await expect(poll).rejects.toMatchObject({ code: 'usage' });
      expect(sent).toEqual([]);
    }
  });

  it.each([
    ['https://gateway.example/elevate', 'https://gateway.example/elevate/api/v2/'],
    ['https://gateway.example/elevate/', 'https://gateway.example/elevate/api/v2/'],
    [`${baseUrl}/`, `${baseUrl}/api/v2/`],
  ])('below %s is below %s', async (address, start) => {
    const { sent } = await sentFor({ baseUrl: address });
    expect(sent[0]?.url.href).toBe(`${start}import/status/${id}`);
  });
});

it('dates a snapshot by the time of the answer', async () => {
  const { snapshot } = await sentFor({ baseUrl });
  expect(snapshot).toEqual({ state: 'queued', vendorState: 'WAITING', observedAt: noon });
});

describe('the address of a cluster', () => {
  it.each([
    [{ clusterId: 'w1234abcd' }, 'https://w1234abcd.elevate-api.cloud'],
    [
      { clusterId: 'w1234abcd', host: 'api.esales.apptus.cloud' },
      'https://w1234abcd.api.esales.apptus.cloud',
    ],
    [{ baseUrl: 'https://gateway.example/elevate' }, 'https://gateway.example/elevate'],
  ])('of %o is %s', (settings, address) => {
    expect(elevate.baseUrl?.(settings)).toBe(address);
  });

  const likeId = 'should look like w1234abcd. For any other address, set baseUrl.';
  const likeHost = 'should look like elevate-api.cloud. For any other address, set baseUrl.';
  it.each<[{ clusterId: string; host?: string }, key: string, problem: string]>([
    [{ clusterId: 'w1234abcd.elevate-api.cloud' }, 'clusterId', likeId],
    [{ clusterId: 'https://w1234abcd' }, 'clusterId', likeId],
    [{ clusterId: 'elsewhere.example/' }, 'clusterId', likeId],
    [{ clusterId: 'user@elsewhere' }, 'clusterId', likeId],
    [{ clusterId: '' }, 'clusterId', likeId],
    [{ clusterId: 'w1234abcd', host: 'elsewhere.example/elevate' }, 'host', likeHost],
    [{ clusterId: 'w1234abcd', host: 'https://elevate-api.cloud' }, 'host', likeHost],
  ])('is not made of %o', (settings, key, problem) => {
    expect(() => elevate.baseUrl?.(settings)).toThrow(
      expect.objectContaining({
        code: 'config',
        key,
        problem,
      }),
    );
  });
});

describe('the settings', () => {
  it('need one of baseUrl and clusterId, and the key', () => {
    expect(elevate.oneOf).toEqual([['baseUrl', 'clusterId']]);
    const required = Object.entries<Setting>(elevate.settings).filter(
      ([, { required }]) => required,
    );
    expect(required.map(([name]) => name)).toEqual(['apiKey']);
  });

  it('keep only the key secret', () => {
    const secret = Object.entries<Setting>(elevate.settings).filter(([, { secret }]) => secret);
    expect(secret.map(([name]) => name)).toEqual(['apiKey']);
  });

  it('name the other known host', () => {
    expect(elevate.settings.host.describe).toContain('api.esales.apptus.cloud');
  });
});
