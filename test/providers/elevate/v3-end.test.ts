import { describe, expect, it } from 'vitest';
import { createApiClient } from '../../../src/core/http/api-client.ts';
import type { HttpAnswer } from '../../../src/core/ports/send.ts';
import type { Settings } from '../../../src/core/provider/field.ts';
import { elevate } from '../../../src/providers/elevate/elevate.ts';
import { fixedClock } from '../../helpers/clock.ts';

const lastDay = Date.parse('2026-12-31T23:59:59.999Z');
const nextDay = lastDay + 1;
const good = { status: 200, text: '{"status":"IN_PROGRESS"}' };
const unknown = { status: 200, text: '{"status":"NOT_FOUND"}' };
const lost = { status: 404, text: 'Not Found' };

/** Polls a cluster that answers so, one after the other, at an epoch ms; gives what the last one came to. */
async function lastOf(
  answers: readonly Pick<HttpAnswer, 'status' | 'text'>[],
  settings: Settings = {},
  at = lastDay,
): Promise<unknown> {
  const left = [...answers];
  const ask = createApiClient({
    baseUrl: new URL('https://w1234abcd.elevate-api.cloud'),
    headers: {},
    errorMapping: elevate.errorMapping,
    send: async () => ({ headers: {}, ...(left.shift() ?? lost) }),
    clock: { ...fixedClock, now: () => at },
    rateLimit: { note: () => {} },
  });
  const { poll } = elevate.connect({ apiKey: 'example-key', ...settings }, ask);
  let last: unknown;
  for (const _answer of answers) {
    last = await poll('1', new AbortController().signal).catch((error: unknown) => error);
  }
  return last;
}

describe('Admin API v3', () => {
  const warningsOf = (apiVersion: string | undefined, at: number) =>
    elevate.warnings?.(apiVersion === undefined ? {} : { apiVersion }, at);

  it('causes a warning with its last day', () => {
    expect(warningsOf('3', lastDay)).toEqual([
      {
        code: 'api-ends',
        message: 'Admin API v3 of Elevate 4 ends on 2026-12-31. Set apiVersion to 4.',
      },
    ]);
    expect(warningsOf('3', nextDay)).toMatchObject([
      { message: expect.stringMatching(/^Admin API v3 of Elevate 4 ended on 2026-12-31\. /) },
    ]);
  });

  it('is the only version that ends', () => {
    for (const version of [undefined, '2', '4']) {
      for (const at of [lastDay, nextDay]) expect(warningsOf(version, at)).toEqual([]);
    }
  });

  it('is named by a 404 after its last day', async () => {
    const hint = 'Admin API v3 ended on 2026-12-31. Set apiVersion to 4.';
    expect(await lastOf([lost], { apiVersion: '3' }, nextDay)).toMatchObject({ hint });
    expect(await lastOf([good, lost], { apiVersion: '3' }, nextDay)).toMatchObject({ hint });
  });

  it.each([
    ['3', lastDay],
    ['2', nextDay],
    ['4', nextDay],
  ])('is not named by a 404 of v%s at %i', async (apiVersion, at) => {
    expect(await lastOf([lost], { apiVersion }, at)).toMatchObject({
      hint: expect.stringMatching(/^Check clusterId or baseUrl, and apiVersion/),
    });
  });
});

describe('a 404', () => {
  const sudden = {
    code: 'not-found',
    status: 404,
    message:
      'https://w1234abcd.elevate-api.cloud no longer finds the cluster or the import (HTTP 404): Not Found.',
    hint: 'The cluster answered a moment ago. Either it is unavailable for now, or it no longer knows the import. Check the import in Elevate.',
  };

  it('at first means the cluster', async () => {
    expect(await lastOf([lost])).toMatchObject({
      code: 'not-found',
      message: expect.stringContaining("reports that the cluster wasn't found (HTTP 404)"),
      hint: 'Check clusterId or baseUrl, and apiVersion. A 404 from Elevate concerns the cluster, not the import.',
    });
  });

  it('of a cluster that has answered can mean both', async () => {
    expect(await lastOf([good, lost])).toMatchObject(sudden);
    expect(await lastOf([unknown, lost])).toMatchObject(sudden);
  });

  it('of a cluster that has only failed means the cluster', async () => {
    expect(await lastOf([{ status: 503, text: '' }, lost])).toMatchObject({
      hint: expect.stringContaining('Check clusterId'),
    });
  });
});

it.each([
  [403, 'refused', /apiKey/],
  [400, 'rejected', /./],
])(
  'other errors keep their hints once the cluster has answered: %i',
  async (status, code, hint) => {
    expect(await lastOf([good, { status, text: 'no' }])).toMatchObject({
      code,
      hint: expect.stringMatching(hint),
    });
  },
);

it('reports no failed records', () => {
  const ask = async () => {
    throw new Error('nothing is asked');
  };
  expect(elevate.connect({ apiKey: 'example-key' }, ask).reportsFailed).toBe(false);
});
