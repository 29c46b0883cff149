import { describe, expect, it } from 'vitest';
import { createApiClient } from '../../../src/core/http/api-client.ts';
import { ImportwatchError } from '../../../src/core/model/errors.ts';
import type { HttpAnswer } from '../../../src/core/ports/send.ts';
import { expiryOf } from '../../../src/providers/oracle-commerce/login.ts';
import { oracleCommerce } from '../../../src/providers/oracle-commerce/oracle-commerce.ts';
import { fixedClock, noon } from '../../helpers/clock.ts';

/** A key of the form of a JWT, with this payload. */
function keyOf(payload: unknown, encoding: 'base64' | 'base64url' = 'base64url'): string {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return `example.${Buffer.from(text).toString(encoding)}.key`;
}

/** Polls with a key whose login is answered so; gives the error. */
async function failureOf(
  answer: Partial<HttpAnswer> | ImportwatchError,
  applicationKey = 'example-key',
): Promise<ImportwatchError> {
  const ask = createApiClient({
    baseUrl: new URL('https://service.example'),
    headers: {},
    errorMapping: oracleCommerce.errorMapping,
    send: async () => {
      if (answer instanceof ImportwatchError) throw answer;
      return { status: 401, headers: {}, text: '{}', ...answer };
    },
    clock: fixedClock,
    rateLimit: { note: () => {} },
  });
  const { poll } = oracleCommerce.connect({ applicationKey }, ask);
  return poll('a1', new AbortController().signal).then(
    () => {
      throw new Error('the login was accepted');
    },
    (error: ImportwatchError) => error,
  );
}

const seconds = (at: number) => at / 1000;

describe('the expiry of an application key', () => {
  it.each([
    [{ exp: 1_700_000_000 }, 1_700_000_000_000],
    [{ exp: '1700000000' }, 1_700_000_000_000],
    [{ exp: 8.64e12 }, 8.64e15],
    [{ exp: 8.64e12 + 1 }, undefined],
    [{ exp: 0 }, undefined],
    [{ exp: -1 }, undefined],
    [{ exp: 'never' }, undefined],
    [{}, undefined],
    ['no JSON', undefined],
    ['', undefined],
  ])('in the payload %o is %o', (payload, at) => {
    expect(expiryOf(keyOf(payload))).toBe(at);
  });

  it('is unknown for a key of another form', () => {
    for (const key of ['', 'example-key', 'a.b', '.', '...']) expect(expiryOf(key)).toBe(undefined);
  });
});

describe('a login that is refused', () => {
  it('names the time at which the key expired, and shows no part of the key', async () => {
    const key = keyOf({ exp: seconds(noon), sub: 'example-application' });
    const error = await failureOf({ text: '{"message":"Invalid token"}' }, key);
    expect(error).toMatchObject({
      code: 'refused',
      message: 'https://service.example refused the login (HTTP 401): Invalid token.',
      hint: 'applicationKey expired on 2026-11-22 at 12:00 UTC. Get a new key for the application, and replace the old one.',
    });
    const shown = JSON.stringify(error) + error.message + error.hint + error.stack;
    for (const part of [...key.split('.').slice(1, 2), 'example-application']) {
      expect(shown).not.toContain(part);
    }
  });

  it('says that a key that has not expired may have been revoked', async () => {
    const { hint } = await failureOf({}, keyOf({ exp: seconds(noon) + 1 }));
    expect(hint).toBe(
      'Check applicationKey. It expires on 2026-11-22 at 12:00 UTC, so it may have been revoked, or belong to an instance other than baseUrl.',
    );
  });

  it('lists all possible causes for a key without an expiry', async () => {
    expect(await failureOf({})).toMatchObject({
      hint: 'Check applicationKey. It may have expired, been revoked, or belong to an instance other than baseUrl.',
    });
  });

  it.each([400, 401, 403])('is so by HTTP %i, JSON or not', async (status) => {
    for (const text of ['{"errorCode":"28000"}', 'no', '<html><title>no</title>']) {
      expect(await failureOf({ status, text })).toMatchObject({
        code: 'refused',
        status,
        message: expect.stringMatching(
          /^https:\/\/service\.example refused the login \(HTTP \d+\)/,
        ),
      });
    }
  });
});

describe('a login that fails for another reason', () => {
  it('is missing if the address has none', async () => {
    for (const text of ['{}', '{"errorCode":"28000"}', 'Not Found']) {
      expect(await failureOf({ status: 404, text })).toMatchObject({
        code: 'rejected',
        message: expect.stringMatching(
          /^https:\/\/service\.example has no Oracle Commerce login \(HTTP 404\)/,
        ),
        hint: 'Check that baseUrl is the address of the administration server, without a path.',
      });
    }
  });

  it.each([
    [{ status: 403, text: '{"errorCode":"60012"}' }, 'busy'],
    [{ status: 400, text: '{"errors":[{"errorCode":"60012"}]}' }, 'busy'],
    [{ status: 503 }, 'busy'],
    [{ status: 429 }, 'rate-limited'],
    [{ status: 200, text: '[]' }, 'bad-answer'],
    [{ status: 200, text: '<html>' }, 'bad-answer'],
    [{ status: 200, text: '{}' }, 'bad-answer'],
  ])('is retried after %o', async (answer, code) => {
    expect(await failureOf(answer)).toMatchObject({ code, transient: true });
  });

  it.each([
    [
      'proxy',
      'The proxy http://proxy.example refuses to connect to https://a.example (HTTP 403).',
      403,
    ],
    ['proxy', 'The proxy http://proxy.example wants other credentials (HTTP 407).', 407],
    ['unreachable', "The proxy can't connect now (HTTP 404).", 404],
    ['tls', 'The certificate is not valid.', undefined],
  ] as const)(
    'has its own message if it never reached the instance: %s, %s',
    async (code, words, status) => {
      const error = new ImportwatchError(code, words, { status, hint: 'Look at the proxy.' });
      expect(await failureOf(error)).toBe(error);
    },
  );
});
