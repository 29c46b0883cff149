import { describe, expect, it } from 'vitest';
import type { ApiClient } from '../../../src/core/provider/api-request.ts';
import type { Json } from '../../../src/core/text/json.ts';
import { rocketchat } from '../../../src/providers/rocketchat/rocketchat.ts';

const never = new AbortController().signal;

describe('a connection to Rocket.Chat with a token that was read again', () => {
  it('uses it, and still knows which import it watches', async () => {
    const tokens: unknown[] = [];
    let _id = 'kR3nTq9pXw2LsYb6H';
    const ask: ApiClient = async ({ path, headers }) => {
      tokens.push(headers?.['x-auth-token']);
      const operation = { _id, type: 'Slack', status: 'importer_uploading', valid: true };
      const body: Json = path.endsWith('Operations') ? [] : { operation, success: true };
      return { status: 200, body, at: 0, atMs: 0 };
    };
    const settings = { baseUrl: 'https://chat.example', userId: 'someone' };
    const first = rocketchat.connect({ ...settings, authToken: 'example-one' }, ask);
    await first.poll(undefined, never);
    const second = first.renewed?.({ ...settings, authToken: 'example-two' }, ask);
    _id = 'WmQ4vJ8cZt5FhNd2S';
    tokens.length = 0;
    await expect(second?.poll(undefined, never)).rejects.toMatchObject({ code: 'superseded' });
    expect(new Set(tokens)).toEqual(new Set(['example-two']));
  });
});
