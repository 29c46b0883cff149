import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../../src/providers/http/engine.ts';
import { polling } from '../../../helpers/polling.ts';

const state = 'state: { from: state, words: { imported: succeeded } }';
const names = 'variables: { shop: a"b }\nsecrets: { secret: example-secret }';

/** The text of the body that is sent for an id. */
async function sentFor(body: string, id = '7'): Promise<string | undefined> {
  const { poll, sent } = await polling(
    `request:\n  path: /rpc\n  body: ${body}\n${state}\n${names}`,
    undefined,
    id,
  );
  await poll();
  expect(sent[0]).toMatchObject({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
  });
  return sent[0]?.body;
}

describe('a body', () => {
  it.each([
    [
      'JSON text',
      `'{"params": ["token:{secret}", "{id}", "job/{id}"], "n": 1.0, "big": 12345678901234567890}'`,
    ],
    ['data', '{ params: ["token:{secret}", "{id}", "job/{id}"], n: 1, big: 2 }'],
  ])('composes texts: %s', async (_, body) => {
    const text = (await sentFor(body)) ?? '';
    expect(JSON.parse(text).params).toEqual(['token:example-secret', '7', 'job/7']);
    if (body.includes('big":')) expect(text).toContain('"n":1.0,"big":12345678901234567890');
  });

  it.each([
    ['JSON text', `'{"jsonrpc": "2.0", "id": 1, "arguments": {"ids": [{id}, { "id": 1 }]}}'`],
    ['data', '{ jsonrpc: "2.0", id: 1, arguments: { ids: [{id}, { id: 1 }] } }'],
  ])('sends what has no quotes as a number: %s', async (_, body) => {
    const digits = '12345678901234567890';
    expect(await sentFor(body, digits)).toBe(
      `{"jsonrpc":"2.0","id":1,"arguments":{"ids":[${digits},{"id":1}]}}`,
    );
  });

  it.each(['7a', '0x7', '07', '1,2', 'null', ''])('rejects %j as a number', async (id) => {
    await expect(sentFor(`'{"id": {id}}'`, id)).rejects.toThrow(/must be a number here/);
  });

  it('leaves a text with other braces alone', async () => {
    const query = 'query($id: ID!) { job(id: $id) {id} }';
    const body = `'{"id": "{id}", "query": "${query}", "pattern": "a{2}{id}", "none": "$\${id}"}'`;
    expect(JSON.parse((await sentFor(body)) ?? '')).toEqual({
      id: '7',
      query,
      pattern: 'a{2}{id}',
      none: '${id}',
    });
  });

  it('is data of any kind, including null and other mappings', async () => {
    const body =
      '{ id: "{id}", a: null, b: true, c: [1, [two]], other: { word: null }, shop: {shop: x}, t: "{shop}" }';
    expect(JSON.parse((await sentFor(body)) ?? '')).toEqual({
      id: '7',
      a: null,
      b: true,
      c: [1, ['two']],
      other: { word: null },
      shop: { shop: 'x' },
      t: 'a"b',
    });
    expect(await sentFor('["{id}"]')).toBe('["7"]');
  });

  it('is never left by a value of an id', async () => {
    const id = '7", "admin": "\\u0022';
    expect(JSON.parse((await sentFor(`'{"id": "{id}", "x": "job/{id}"}'`, id)) ?? '')).toEqual({
      id,
      x: `job/${id}`,
    });
  });

  it.each([
    [`'{"id": "token:{secert}"}'`, /request.body uses \{secert\}/],
    ['{ id: "token:{secert}" }', /request.body uses \{secert\}/],
    [`'{"id": {secert}}'`, /request.body uses \{secert\}/],
    [`'{"id": {id}'`, /request.body is invalid JSON/],
    ['7', /request.body must be text, a mapping or a list/],
  ])('is checked before it is used: %s', async (body, message) => {
    await expect(sentFor(body)).rejects.toThrow(message);
  });

  it('of a preset can be data', async () => {
    const engine = createEngine({
      request: { path: '/rpc', body: { params: ['job/{id}'] } },
      state: { from: 'state', words: { done: 'succeeded' } },
    });
    const sent: unknown[] = [];
    const ask = async (request: unknown) => {
      sent.push(request);
      return { status: 200, body: { state: 'done' }, at: 0, atMs: 0 };
    };
    const place = { baseUrl: 'https://api.example.com', names: {} };
    await engine.connect(ask, place).poll('7', new AbortController().signal);
    expect(sent).toMatchObject([{ method: 'POST', jsonText: '{"params":["job/7"]}' }]);
  });
});
