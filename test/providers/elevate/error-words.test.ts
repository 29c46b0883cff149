import { describe, expect, it } from 'vitest';
import { createApiClient } from '../../../src/core/http/api-client.ts';
import { elevate } from '../../../src/providers/elevate/elevate.ts';
import { fixedClock } from '../../helpers/clock.ts';

/** The error that one poll ends with, as people read it. */
async function errorAfter(status: number, body: unknown): Promise<string> {
  const settings = { baseUrl: 'https://shop.example', apiKey: 'example-key' };
  const ask = createApiClient({
    baseUrl: new URL(settings.baseUrl),
    headers: {},
    errorMapping: elevate.errorMapping,
    send: async () => ({
      status,
      headers: {},
      text: typeof body === 'string' ? body : JSON.stringify(body),
    }),
    clock: fixedClock,
    rateLimit: { note: () => {} },
  });
  const poll = elevate.connect(settings, ask).poll('1', new AbortController().signal);
  const error = await poll.then(
    () => undefined,
    (thrown: Error) => thrown,
  );
  return error?.message ?? '';
}

describe('an error of Elevate or of what stands before it', () => {
  it.each([
    [{ message: 'bad' }],
    [{ reason: 'bad' }],
    [{ error: 'bad' }],
    [{ error: { message: 'bad' } }],
    [{ error: 'invalid_request', error_description: 'bad' }],
    [{ type: 'about:blank', title: 'Bad Request', detail: 'bad' }],
    [{ Message: 'bad' }],
    [{ errors: [{ message: 'bad' }] }],
    [{ errors: ['bad'] }],
    [[{ message: 'bad' }]],
    [{ error: { message: 'bad' }, access_token: 'abcdefgh1', password: 'abcdefgh2' }],
  ])('gives its words, and nothing else: %j', async (body) => {
    expect(await errorAfter(400, body)).toBe(
      'https://shop.example rejected the request (HTTP 400): bad.',
    );
  });

  it.each([
    [{ access_token: 'abcdefgh1', password: 'abcdefgh2' }],
    [{ odd: { session: { token: 'abcdefgh1' } } }],
    [JSON.stringify(JSON.stringify({ password: 'abcdefgh1' }))],
    [`{"password": "abcdefgh1", "odd": `],
    [`callback({"password": "abcdefgh1"})`],
  ])('without words shows no credential of anyone: %j', async (body) => {
    const message = await errorAfter(400, body);
    expect(message).toMatch(/HTTP 400\)/);
    expect(message).not.toContain('abcdefgh');
  });

  it('without words, credentials and length is shown as it is', async () => {
    expect(await errorAfter(400, { odd: 1 })).toContain('(HTTP 400): {"odd":1}.');
  });

  it('with a good status is no status of an import', async () => {
    expect(await errorAfter(200, { access_token: 'abcdefgh1' })).toBe(
      "https://shop.example sent an unusable answer (HTTP 200): it isn't the status of an import.",
    );
  });
});
