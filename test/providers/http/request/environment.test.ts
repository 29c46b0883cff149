// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how a variable is written
import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../../src/core/ports/send.ts';
import { polling } from '../../../helpers/polling.ts';

const state = 'state: { from: state, words: { imported: succeeded } }';
const env = {
  KK: 'example "key"',
  SLASH: 'a/b ?c',
  BRACES: 'ab{id}cd}{ef',
  COUNT: '12345678901234567890',
  HOST: 'login.example.com',
  LOGIN: 'https://login.example.com/token',
};

/** Everything one poll sends. */
async function sentFor(lines: string, id = '7'): Promise<readonly HttpRequest[]> {
  const answer = ({ url }: HttpRequest) => ({
    body: url.pathname.endsWith('/token')
      ? { access_token: 'example-token' }
      : { state: 'imported' },
  });
  const { poll, sent, redactor } = await polling(`${state}\n${lines}`, answer, id, env);
  await poll();
  for (const value of [env.KK, 'example \\"key\\"', encodeURIComponent(env.KK)]) {
    if (/(?<!\$)\$\{KK/.test(lines)) expect(redactor.redact(value)).toBe('***');
  }
  return sent;
}

const pathsOf = (sent: readonly HttpRequest[]) =>
  sent.map(({ url }) => url.pathname.replace('/base', ''));

describe('an environment variable in a path', () => {
  it.each([
    ['"/x/${KK}/{id}"', '/x/example%20%22key%22/7'],
    ['"/x/${SLASH}-{id}"', '/x/a%2Fb%20%3Fc-7'],
    ['"/x/${NONE:-a b}/{id}"', '/x/a%20b/7'],
    ['"/x${NONE:-}/{id}"', '/x/7'],
    ['"/x/${BRACES}/{id}"', '/x/ab%7Bid%7Dcd%7D%7Bef/7'],
    ['"/x/$${KK}/{id}"', '/x/$%7BKK%7D/7'],
  ])('is encoded as one segment: %s', async (path, expected) => {
    expect(pathsOf(await sentFor(`request: { path: ${path} }`))).toEqual([expected]);
  });

  it('works in each request of a description', async () => {
    const lines =
      'token: { path: "/${KK}/token" }\nrequest: { path: "/a/{id}" }\nalso: { request: { path: "/b/${KK}" }, total: t }';
    const encoded = 'example%20%22key%22';
    expect(pathsOf(await sentFor(lines))).toEqual([`/${encoded}/token`, '/a/7', `/b/${encoded}`]);
  });

  it.each(['.', '..'])('cannot lead elsewhere: %s', async (UP) => {
    const lines = `${state}\nrequest: { path: "/x/\${UP}/{id}" }`;
    await expect(polling(lines, undefined, '7', { UP })).rejects.toThrow(
      "request.path has ${UP}, whose value can't be used here.",
    );
  });

  it('must be set', async () => {
    await expect(sentFor('request: { path: "/x/${NONE}/{id}" }')).rejects.toThrow(
      /described.yaml:\d+:\d+: .*request.path needs the environment variable NONE/,
    );
  });
});

describe('an environment variable in the address of a login', () => {
  it.each(['"${LOGIN}"', '"https://${HOST}/token"', '"https://${NONE:-login.example.com}/token"'])(
    'is a part of it, or all of it: %s',
    async (url) => {
      const [login] = await sentFor(`token: { url: ${url} }\nrequest: { path: "/a/{id}" }`);
      expect(login?.url.href).toBe('https://login.example.com/token');
    },
  );
});

describe('an environment variable in a body', () => {
  const bodyOf = async (body: string) =>
    (await sentFor(`request: { path: /a, body: ${body} }`))[0]?.body;

  it.each([
    ['{ a: { b: ["x ${KK}", "{id}"] } }', { a: { b: ['x example "key"', '7'] } }],
    [`'{"a": {"b": ["x \${KK}", "{id}"]}}'`, { a: { b: ['x example "key"', '7'] } }],
    ['{ a: "{id} ${KK}" }', { a: '7 example "key"' }],
    [`'{"a": "{id} \${KK}"}'`, { a: '7 example "key"' }],
    ['{ a: "{id} ${BRACES}" }', { a: '7 ab{id}cd}{ef' }],
    [`'{"a": "\${BRACES} {id}"}'`, { a: 'ab{id}cd}{ef 7' }],
    ['{ "${HOST}": "{id}" }', { 'login.example.com': '7' }],
    ['["{id}", "${NONE:-two}", "${NONE:-}"]', ['7', 'two', '']],
    ['{ a: "$${KK} {id}" }', { a: '${KK} 7' }],
    [`'{"a": "$\${KK} {id}"}'`, { a: '${KK} 7' }],
    [
      `'{"query": "query($id: ID!) { job(id: $id, key: \\"\${HOST}\\") { id } }", "variables": {"id": "{id}"}}'`,
      {
        query: 'query($id: ID!) { job(id: $id, key: "login.example.com") { id } }',
        variables: { id: '7' },
      },
    ],
  ])('is replaced: %s', async (body, expected) => {
    expect(JSON.parse((await bodyOf(body)) ?? '')).toEqual(expected);
  });

  it('without quotes is a number', async () => {
    expect(await bodyOf(`'{"n": \${COUNT}, "m": \${NONE:-5}, "id": {id}}'`)).toBe(
      '{"n":12345678901234567890,"m":5,"id":7}',
    );
    await expect(bodyOf(`'{"n": \${KK}, "id": {id}}'`)).rejects.toThrow(
      "request.body has ${KK} without quotes, and its value isn't a number.",
    );
  });

  it.each([
    'token: { path: /token, body: { password: "${KK}" } }',
    `token: { path: /token, body: '{"password": "\${KK}"}' }`,
  ])('of a login is replaced: %s', async (lines) => {
    const [login] = await sentFor(`${lines}\nrequest: { path: "/a/{id}" }`);
    expect(login?.body).toBe('{"password":"example \\"key\\""}');
  });

  it.each(['{ a: { b: "${" } }', `'{"a": "\${NO SPACE}"}'`, '{ a: ["${NONE}"], id: "{id}" }'])(
    'that is not one is a mistake with its place: %s',
    async (body) => {
      await expect(bodyOf(body)).rejects.toThrow(/described.yaml:\d+:\d+: .*request.body/);
    },
  );
});

describe('braces in the value of a variable', () => {
  it.each([
    ['query: { key: "${BRACES}", id: "{id}" }'],
    ['query: { key: { env: BRACES }, id: "{id}" }'],
    ['headers: { X-Key: "${BRACES}" }, query: { id: "{id}" }'],
    ['headers: { X-Key: { env: BRACES } }, query: { id: "{id}" }'],
  ])('are sent as they are: %s', async (parts) => {
    const [only] = await sentFor(`request: { path: /a, ${parts} }`);
    const value = only?.url.searchParams.get('key') ?? only?.headers['x-key'];
    expect(value).toBe(env.BRACES);
  });

  it('are sent as they are in Basic authorization', async () => {
    const [only] = await sentFor('request: { path: "/a/{id}", basic: "me:${BRACES}" }');
    const pair = `me:${env.BRACES}`;
    expect(only?.headers['authorization']).toBe(`Basic ${Buffer.from(pair).toString('base64')}`);
  });
});

describe('an environment variable where importwatch replaces none', () => {
  const request = 'request: { path: "/a/{id}" }';

  it.each([
    ['completed', `${state}\n${request}\ncompleted: "\${KK}"`],
    ['doneWhen', `doneWhen: "a == '\${KK:-b}'"\n${request}`],
    ['state.from', `state: { from: "\${KK}", words: { a: succeeded } }\n${request}`],
    ['state.words.a', `state: { from: s, words: { a: "\${KK}", b: succeeded } }\n${request}`],
    ['state.words', `state: { from: s, words: { "\${KK}": succeeded } }\n${request}`],
    ['error.words', `${state}\nerror: { code: c, words: { "\${KK}": busy } }\n${request}`],
    ['request.method', `${state}\nrequest: { path: "/a/{id}", method: "\${KK}" }`],
    ['request.query', `${state}\nrequest: { path: "/a/{id}", query: { "\${KK}": a } }`],
    ['idParts', `${state}\nidParts: "x/\${KK}"\n${request}`],
    ['donePolls', `doneWhen: a\ndonePolls: "\${KK}"\n${request}`],
    [
      'also.from.x',
      `${state}\n${request}\nalso: { from: { x: "\${KK}" }, request: { path: "/{x}" }, total: t }`,
    ],
    ['token.from', `${state}\n${request}\ntoken: { path: /t, from: "\${KK}" }`],
    ['retryHeader.name', `${state}\n${request}\nretryHeader: { name: "\${KK}" }`],
    ['failedRecords.records', `${state}\n${request}\nfailedRecords: { records: "\${KK}" }`],
  ])('is a mistake with its place: %s', async (path, lines) => {
    const error = await polling(lines, undefined, '7', env).catch((thrown: Error) => thrown);
    expect(String(error)).toContain(`profiles.api.${path}`);
    expect(String(error)).toMatch(/described.yaml:\d+:\d+: /);
    expect(String(error)).toContain("can't contain ${NAME}");
    expect(String(error).match(/described.yaml/g)).toHaveLength(1);
  });
});
