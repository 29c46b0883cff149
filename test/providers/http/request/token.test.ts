import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../../src/core/ports/send.ts';
import { type Answered, polling } from '../../../helpers/polling.ts';

const state = 'state: { from: state, words: { imported: succeeded } }';
const secrets = 'secrets: { user: example-user, password: example-password }';
const imported = { body: { state: 'imported' } };

/** Polls with a login; gives what was sent, and how the poll ended. */
async function loggedIn(
  lines: string,
  answer: (request: HttpRequest, nth: number) => Answered,
  polls = 1,
) {
  let nth = 0;
  const all = `request: { path: "/jobs/{id}" }\n${state}\n${secrets}\n${lines}`;
  const { poll, sent, redactor } = await polling(all, (request) => answer(request, ++nth), '7');
  let end: unknown;
  for (let left = polls; left > 0; left--) end = await poll().catch((error: unknown) => error);
  return { sent, end, redactor, paths: sent.map(({ url }) => url.pathname.replace('/base', '')) };
}

const isLogin = ({ url }: HttpRequest) => url.pathname.endsWith('/login');

describe('a login', () => {
  it.each([
    ['data', '{ login: "{user}", auth: { password: "{password}" } }'],
    ['JSON text', `'{"login": "{user}", "auth": {"password": "{password}"}}'`],
  ])('can send JSON: %s', async (_, body) => {
    const { sent, end } = await loggedIn(
      `token: { path: /login, body: ${body}, from: jwt }`,
      (request) => (isLogin(request) ? { body: { jwt: 'example-token' } } : imported),
    );
    expect(end).toMatchObject({ state: 'succeeded' });
    expect(sent[0]).toMatchObject({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"login":"example-user","auth":{"password":"example-password"}}',
    });
    expect(sent[1]?.headers['authorization']).toBe('Bearer example-token');
    expect(sent[1]).not.toHaveProperty('body');
  });

  it('accepts one of form and body, and no GET', async () => {
    const answer = () => imported;
    await expect(
      loggedIn('token: { path: /login, body: { a: b }, form: { a: b } }', answer),
    ).rejects.toThrow(/token.*has form and body/);
    await expect(
      loggedIn('token: { path: /login, method: GET, body: { a: b } }', answer),
    ).rejects.toThrow(/token.body can't be sent with GET/);
    await expect(loggedIn('token: { path: /login, body: { a: "{id}" } }', answer)).rejects.toThrow(
      /token.body can't use \{id\}/,
    );
  });

  it.each<readonly [string, string, Answered]>([
    [
      'a header beside JSON',
      "header('X-Subject-Token')",
      { status: 201, headers: { 'x-subject-token': 'example-token' }, body: { token: {} } },
    ],
    [
      'a header without a body',
      "header('X-Subject-Token')",
      { status: 204, headers: { 'x-subject-token': 'example-token' } },
    ],
    [
      'a cookie',
      "cookie('SID')",
      {
        headers: { 'content-type': 'text/plain', 'set-cookie': 'SID=example-token; HttpOnly' },
        text: 'Ok.',
      },
    ],
  ])('can return its token in %s, which is secret', async (_, from, answer) => {
    const lines = `token: { path: /login, answers: [200, 204], from: "${from}", body: {} }`;
    const { sent, end, redactor } = await loggedIn(lines.replace('"/jobs', ''), (request) =>
      isLogin(request) ? answer : imported,
    );
    expect(end).toMatchObject({ state: 'succeeded' });
    expect(sent[1]?.headers['authorization']).toBe('Bearer example-token');
    expect(redactor.redact('with example-token')).toBe('with ***');
  });

  it('without the header or cookie is refused, and not tried again', async () => {
    const lines = `token: { path: /login, answers: [200], from: "cookie('SID')" }`;
    const headers = { 'content-type': 'text/plain' };
    const { end, sent } = await loggedIn(lines, () => ({ headers, text: 'Fails.' }));
    expect(end).toMatchObject({ code: 'refused' });
    expect(sent).toHaveLength(1);
  });

  it('can return its token in a cookie together with a page', async () => {
    const lines = `token: { path: /login, answers: [200], from: "cookie('SID')" }`;
    const page = {
      headers: { 'set-cookie': 'SID=example-token' },
      text: '<html><title>Home</title>',
    };
    const { end, sent } = await loggedIn(lines, (request) => (isLogin(request) ? page : imported));
    expect(end).toMatchObject({ state: 'succeeded' });
    expect(sent[1]?.headers['authorization']).toBe('Bearer example-token');
  });

  it.each([
    ['an error', { error: { message: 'Wrong password' } }],
    ['the result of a mutation', { data: { login: { message: 'Wrong password' } } }],
  ])('that is refused by %s in a 200 says why', async (_, body) => {
    const lines = `token: { path: /login, from: "header('X-Token')", body: {} }`;
    const { end } = await loggedIn(lines, () => ({ body }));
    expect(end).toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/: Wrong password$/),
    });
  });

  it('that is answered by a page is not refused', async () => {
    const lines = `token: { path: /login, answers: [200], from: "cookie('SID')" }`;
    const { end } = await loggedIn(lines, () => ({ text: '<html><title>Wi-Fi</title>' }));
    expect(end).toMatchObject({ code: 'bad-answer' });
  });
});

describe('a session id that comes with a refusal', () => {
  const lines = `token: { path: /rpc, answers: [409], from: "header('X-Session-Id')" }\nstatuses: { 409: refused }`;
  const rpc = (current: string, text: string) => (request: HttpRequest) =>
    request.headers['authorization'] === `Bearer ${current}`
      ? imported
      : { status: 409, headers: { 'x-session-id': current }, text };

  // Transmission sends a page.
  describe.each(['', '<h1>409: Conflict</h1>', '<html><title>409</title></html>'])('%j', (text) => {
    it('is requested first', async () => {
      const { end, paths } = await loggedIn(lines, rpc('example-a', text));
      expect(end).toMatchObject({ state: 'succeeded' });
      expect(paths).toEqual(['/rpc', '/jobs/7']);
    });

    it('is renewed, and the request repeated once', async () => {
      const { end, paths } = await loggedIn(
        lines,
        (request, nth) => rpc(nth < 3 ? 'example-a' : 'example-b', text)(request),
        2,
      );
      expect(end).toMatchObject({ state: 'succeeded' });
      expect(paths).toEqual(['/rpc', '/jobs/7', '/jobs/7', '/rpc', '/jobs/7']);
    });
  });

  it('that changes with each request is refused', async () => {
    const { end, paths } = await loggedIn(lines, (_, nth) => ({
      status: 409,
      headers: { 'x-session-id': `example-${nth}` },
    }));
    expect(end).toMatchObject({ code: 'refused', status: 409 });
    expect(paths).toEqual(['/rpc', '/jobs/7', '/rpc', '/jobs/7']);
  });

  it.each([
    ['statuses says so', '\nstatuses: { 403: refused }', 4],
    ['nothing says so', '', 2],
  ])('is renewed on a 403 only if %s', async (_, more, requests) => {
    const { sent, end } = await loggedIn(`token: { path: /login }${more}`, (request) =>
      isLogin(request) ? { body: { access_token: 'example-token' } } : { status: 403, body: {} },
    );
    expect(end).toMatchObject({ code: 'refused', status: 403 });
    expect(sent).toHaveLength(requests);
  });
});

it('a cookie from a login can be sent as a cookie', async () => {
  const lines = `request: { path: "/jobs/{id}", headers: { Cookie: "SID={token}" } }\n${state}\ntoken: { path: /login, answers: [204], from: "cookie('SID')" }`;
  const { poll, sent } = await polling(
    lines,
    (request) =>
      isLogin(request)
        ? { status: 204, headers: { 'set-cookie': 'a=b\nSID=example-token; Path=/' } }
        : imported,
    '7',
  );
  expect(await poll()).toMatchObject({ state: 'succeeded' });
  expect(sent[1]?.headers).toEqual({ accept: 'application/json', cookie: 'SID=example-token' });
});
