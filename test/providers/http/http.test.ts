import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../src/core/ports/send.ts';
import { createEngine } from '../../../src/providers/http/engine.ts';
import { createConsecutivePolls } from '../../../src/providers/http/memory.ts';
import { fixedClock } from '../../helpers/clock.ts';
import { type Answered, polling } from '../../helpers/polling.ts';

const never = new AbortController().signal;
const imported = { state: 'imported' };

const state = 'state: { from: state, words: { importing: running, imported: succeeded } }';
const described = (request: string, ...more: readonly string[]) =>
  [`request: ${request}`, state, ...more].join('\n');
const shown = ({ method, url }: HttpRequest) => `${method} ${url.href}`;

it('a described service is "the API" in sentences about it', async () => {
  const { connected } = await polling(described('{ path: "/jobs/{id}" }'));
  expect(connected.service).toBe('the API');
});

describe('a described request', () => {
  it('is a GET below the address, its names percent-encoded', async () => {
    const { poll, sent } = await polling(
      described(
        '{ path: "/v1/{shop}/jobs/{id}.json", query: { expand: "{shop}&", id: "{id}" } }',
        'variables: { shop: "a b/c" }',
      ),
    );
    await poll();
    expect(sent.map(shown)).toEqual([
      'GET https://api.example.com/base/v1/a%20b%2Fc/jobs/10%2F42.json?expand=a+b%2Fc%26&id=10%2F42',
    ]);
    expect(sent[0]).not.toHaveProperty('body');
  });

  it('carries the headers of the profile and its own, with names filled in', async () => {
    const { poll, sent } = await polling(
      described(
        '{ path: "/x/{id}", headers: { X-Key: "key {key}", Accept: text/json } }',
        'headers: { X-Tenant: main }',
        'secrets: { key: example-key }',
      ),
    );
    await poll();
    expect(sent[0]?.headers).toEqual({
      accept: 'text/json',
      'x-tenant': 'main',
      'x-key': 'key example-key',
    });
  });

  it('carries a user and a password as Basic authorization, which is kept secret', async () => {
    const { poll, sent, redactor } = await polling(
      described(
        '{ path: "/x/{id}", basic: "{user}/token:{password}" }',
        'variables: { user: someone }',
        'secrets: { password: example-password }',
      ),
    );
    await poll();
    const authorization = sent[0]?.headers['authorization'] ?? '';
    expect(authorization).toBe(`Basic ${btoa('someone/token:example-password')}`);
    expect(redactor.redact(authorization)).toBe('Basic ***');
  });

  it('is a POST of JSON if there is a body, and an id in it is text whatever its content', async () => {
    const { poll, sent } = await polling(
      described(
        `{ path: /graphql, body: '{"query": "{ job(id: $id) {id} }", "variables": {"id": "{id}", "in": ["{shop}", "x{id}", "{id}x", null], "{id}": 1}}' }`,
        `variables: { shop: 'a"}' }`,
      ),
    );
    await poll();
    expect(sent.map(shown)).toEqual(['POST https://api.example.com/base/graphql']);
    expect(sent[0]?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual({
      query: '{ job(id: $id) {id} }',
      variables: { id: '10/42', in: ['a"}', 'x10/42', '10/42x', null], '{id}': 1 },
    });
  });
});

it('counts for each import separately for how many polls its end was true', () => {
  const held = createConsecutivePolls();
  expect([held.next('a', true), held.next('b', true), held.next('a', true)]).toEqual([1, 1, 2]);
  expect([held.next('a', false), held.next('a', true), held.next('b', true)]).toEqual([0, 1, 2]);
});

it('does not mix up the polls of imports', async () => {
  const engine = createEngine({
    request: { path: '/x/{id}' },
    doneWhen: 'over',
    donePolls: 2,
  });
  const ask = async () => ({ status: 200, body: { over: true }, at: 0, atMs: 0 });
  const place = { baseUrl: 'https://api.example.com', names: {} };
  const { poll } = engine.connect(ask, place);
  const states: string[] = [];
  for (const id of ['a', 'b', 'a', 'b']) states.push((await poll(id, never)).state);
  expect(states).toEqual(['running', 'running', 'succeeded', 'succeeded']);
});

describe('a header that says how long to wait', () => {
  it.each([
    ['{ name: X-Retry-In }', '7', 7000],
    ['{ name: X-Retry-In, unit: s }', '1.5', 2000],
    ['{ name: X-Retry-In, unit: ms }', '6500', 7000],
    ['{ name: X-Retry-In, unit: ms }', 'soon', 0],
  ])('of %s is respected: %s', async (header, value, notBefore) => {
    const { poll, connected } = await polling(
      described('{ path: "/x/{id}" }', `retryHeader: ${header}`),
      () => ({ body: imported, headers: { 'x-retry-in': value } }),
    );
    await poll();
    expect(connected.rateLimit.notBefore()).toBe(notBefore);
  });
});

describe('a token', () => {
  const login = 'https://login.example.com';
  const token = `token: { url: '${login}/{tenant}/token', basic: 'me:{secret}', headers: { X-A: b }, form: { grant_type: client_credentials } }`;
  const names = 'variables: { tenant: t1 }\nsecrets: { secret: example-secret }';
  const lines = described('{ path: "/x/{id}" }', 'headers: { X-Tenant: main }', token, names);
  const isLogin = ({ url }: HttpRequest) => url.pathname.endsWith('/token');
  let given = 0;
  const grant = () => ({ body: { access_token: `example-token-${++given}`, expires_in: 100 } });
  const service = (request: HttpRequest): Answered =>
    isLogin(request) ? grant() : { body: imported };

  it('is requested first, at its own address, which gets nothing else of the profile', async () => {
    const { poll, sent } = await polling(lines, service);
    await poll();
    expect(sent.map(shown)).toEqual([
      'POST https://login.example.com/t1/token',
      'GET https://api.example.com/base/x/10%2F42',
    ]);
    expect(sent[0]).toMatchObject({
      headers: {
        accept: 'application/json',
        'x-a': 'b',
        authorization: `Basic ${btoa('me:example-secret')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    });
    expect(Object.keys(sent[0]?.headers ?? {})).toHaveLength(4);
    expect(sent[1]?.headers).toMatchObject({
      authorization: `Bearer example-token-${given}`,
      'x-tenant': 'main',
    });
    expect(sent[1]?.headers).not.toHaveProperty('x-a');
  });

  it('is used until shortly before it expires', async () => {
    const { poll, sent, time } = await polling(lines, service);
    for (time.ms = 0; time.ms <= 100_000; time.ms += 10_000) await poll();
    const logins = sent.filter(isLogin);
    expect(logins).toHaveLength(3);
  });

  it('is renewed once if it is refused', async () => {
    let refusals = 1;
    const { poll, sent } = await polling(lines, (request) => {
      if (isLogin(request)) return grant();
      return refusals-- > 0 ? { status: 401, body: {} } : { body: imported };
    });
    expect(await poll()).toMatchObject({ state: 'succeeded' });
    expect(sent.map(isLogin)).toEqual([true, false, true, false]);
  });

  it('that is refused again is an error', async () => {
    const { poll, sent } = await polling(lines, (request) =>
      isLogin(request) ? grant() : { status: 401, body: { message: 'no' } },
    );
    await expect(poll()).rejects.toMatchObject({ code: 'refused', status: 401 });
    expect(sent.map(isLogin)).toEqual([true, false, true, false]);
  });

  it('is not renewed if something else is refused', async () => {
    const { poll, sent } = await polling(lines, (request) =>
      isLogin(request) ? grant() : { status: 403, body: {} },
    );
    await expect(poll()).rejects.toMatchObject({ code: 'refused', status: 403 });
    expect(sent).toHaveLength(2);
  });

  it('is secret as soon as it is issued', async () => {
    const { poll, redactor } = await polling(lines, service);
    await poll();
    expect(redactor.redact(`with example-token-${given}`)).toBe('with ***');
  });

  it('comes from its place in the answer, and goes where a header refers to it', async () => {
    const { poll, sent, redactor } = await polling(
      described(
        '{ path: "/x/{id}", headers: { X-Auth-Token: "{token}" } }',
        'token: { path: /login, method: GET, query: { key: "{secret}" }, from: data.t, life: data.ttl }',
        names,
      ),
      (request) =>
        request.url.pathname === '/base/login'
          ? { body: { data: { t: 'example-token', ttl: 60 } } }
          : { body: imported },
    );
    await poll();
    expect(sent.map(shown)[0]).toBe('GET https://api.example.com/base/login?key=example-secret');
    expect(sent[1]?.headers).toEqual({
      accept: 'application/json',
      'x-auth-token': 'example-token',
    });
    expect(redactor.redact('with example-token')).toBe('with ***');
  });

  it('lasts five minutes if its answer has no lifetime', async () => {
    const { poll, sent, time } = await polling(lines, (request) =>
      isLogin(request) ? { body: { access_token: 'example-token' } } : { body: imported },
    );
    for (const seconds of [0, 100, 200, 300]) {
      time.ms = seconds * 1000;
      await poll();
    }
    expect(sent.map(isLogin)).toEqual([true, false, false, false, true, false]);
  });

  it('is not requested without encryption, whoever wrote the description', () => {
    const engine = createEngine({
      request: { path: '/x' },
      state: { from: 'state', words: {} },
      token: { url: 'http://login.example.com/token' },
    });
    const ask = async () => Promise.reject(new Error('asked'));
    const means = {
      clientAt: () => ask,
      keepSecret: () => {},
      clock: fixedClock,
      name: 'api',
      inSpareTime: never as never,
      joinPolls: never as never,
      imports: () => 1,
    };
    const place = { baseUrl: 'https://api.example.com', names: {} };
    expect(() => engine.connect(ask, { ...place, context: means })).toThrow(/not an https address/);
  });

  it.each([
    ['an answer without it', { body: { token: 'x' } }, 'bad-answer', /token\.from/],
    [
      '400',
      { status: 400, body: { error_description: 'No such client' } },
      'refused',
      /credentials for the token/,
    ],
    ['404', { status: 404, body: {} }, 'rejected', /./],
    ['503', { status: 503, body: {} }, 'busy', undefined],
  ] as const)('that is not in the answer is an error: %s', async (_about, answer, code, hint) => {
    const { poll, sent } = await polling(lines, (request) =>
      isLogin(request) ? answer : { body: imported },
    );
    const error = await poll().catch((error: unknown) => error);
    expect(error).toMatchObject({ code });
    if (hint) expect((error as { hint: string }).hint).toMatch(hint);
    expect(sent).toHaveLength(1);
  });

  it('does not follow a name to another place', async () => {
    const elsewhere = lines.replace('tenant: t1', 'tenant: "x@elsewhere.example/"');
    const connecting = polling(elsewhere, () => {
      throw new Error('A request was sent.');
    });
    await expect(connecting).rejects.toMatchObject({ code: 'config' });
  });

  it('does not follow a redirect to another origin', async () => {
    const { poll, sent } = await polling(lines, () => ({
      status: 307,
      headers: { location: 'https://elsewhere.example/' },
    }));
    await expect(poll()).rejects.toMatchObject({ code: 'redirected' });
    expect(sent).toHaveLength(1);
  });
});

describe('the identity of a run', () => {
  it.each([
    ['startTime', { startTime: '2026-11-22T10:00:00Z' }, '2026-11-22T10:00:00Z'],
    ['startTime', { startTime: 1795348800000 }, '1795348800000'],
    ['executeId', { executeId: 'a-1' }, 'a-1'],
    ['startTime', { startTime: null }, undefined],
  ])('is read from %s of %j', async (run, more, expected) => {
    const body = { ...imported, ...more };
    const { poll } = await polling(described('{ path: "/{id}" }', `run: ${run}`), () => ({ body }));
    expect((await poll()).run).toBe(expected);
  });
});
