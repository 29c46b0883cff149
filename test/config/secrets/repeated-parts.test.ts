// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how a variable is written
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../src/core/text/redact.ts';
import { describedProfile } from '../../helpers/described.ts';

const env = { KK: 'example-key', PAIR: 'user:example-key', KEY_ONLY: 'example-key:' };
const basic = `Basic ${Buffer.from('user:example-key').toString('base64')}`;

function resolve(lines: string) {
  const state = 'baseUrl: https://api.example.com\nstate: { from: s, words: { d: succeeded } }';
  return describedProfile(`${state}\n${lines}`, env);
}

/** What is left of the key alone if a service repeats it. */
async function repeated(lines: string, text = 'example-key'): Promise<string> {
  const redactor = createRedactor();
  for (const secret of (await resolve(lines)).secrets) redactor.add(secret);
  return redactor.redact(text);
}

describe('a part of a secret text that a service repeats alone is hidden', () => {
  it.each([
    'request: { path: /a, basic: { env: PAIR } }',
    'request: { path: /a, basic: "${PAIR}" }',
    'request: { path: /a, basic: "user:example-key" }',
    'request: { path: /a, basic: "user:${KK}" }',
    'request: { path: /a, basic: { env: KEY_ONLY } }',
    'request: { path: /a, basic: "example-key:x" }',
    'variables: { p: "${KK}" }\nrequest: { path: /a, basic: "user:{p}" }',
    'variables: { p: "${PAIR}" }\nrequest: { path: /a, basic: "{p}" }',
    'secrets: { p: "${PAIR}" }\nrequest: { path: /a, basic: "{p}" }',
    'token: { path: /t, basic: { env: PAIR } }\nrequest: { path: /a }',
    'also: { request: { path: /b, basic: { env: PAIR } }, total: t }\nrequest: { path: /a }',
    'variables: { p: "${KK}" }\nrequest: { path: /a, query: { api_key: "{p}" } }',
    'variables: { p: example-key }\nrequest: { path: /a, query: { api_key: "{p}" } }',
    'variables: { p: "${KK}" }\nrequest: { path: /a, headers: { X-Key: "v1 {p}" } }',
    'variables: { p: "${KK}" }\ntoken: { path: /t, form: { password: "{p}" } }\nrequest: { path: /a }',
    `headers: { Authorization: "${basic}" }\nrequest: { path: /a }`,
    `request: { path: /a, headers: { Authorization: "${basic}" } }`,
    `request: { path: /a, headers: { Authorization: "ApiKey ${basic.slice(6)}" } }`,
    'request: { path: /a, body: { user: { password: example-key } } }',
    `request: { path: /a, body: '{"apiKey": "example-key"}' }`,
    'request: { path: /a, body: ["token:${KK}"] }',
    `request:\n  path: /a\n  body: |\n    {"a": ["x",\n     ":",\n     "y"], "password": "example-key"}`,
    'token: { path: "/${KK}", body: { a: b } }\nrequest: { path: /a }',
    'headers: { Cookie: "SID=example-key; a=b" }\nrequest: { path: /a }',
    'headers: { Cookie: "a=b; other=example-key" }\nrequest: { path: /a }',
    'token: { path: /t }\nrequest: { path: /a, headers: { Cookie: "SID={token}; b=example-key" } }',
    `headers: { Authorization: 'Token token="example-key", a="b"' }\nrequest: { path: /a }`,
  ])('%s', async (lines) => {
    expect(await repeated(lines)).toBe('***');
  });

  it('and the words beside it are not', async () => {
    const pair = 'request: { path: /a, basic: { env: PAIR } }';
    expect(await repeated(pair, 'user a b')).toBe('user a b');
    const named = 'variables: { u: importer-1 }\nsecrets: { p: "${KK}" }';
    const login = `${named}\nrequest: { path: /a, basic: "{u}:{p}" }`;
    expect(await repeated(login, 'importer-1')).toBe('importer-1');
    const cookies = 'headers: { Cookie: "SID=example-key; theme=dark" }\nrequest: { path: /a }';
    expect(await repeated(cookies, 'dark')).toBe('dark');
  });
});

describe('a text with a name that suggests a secret', () => {
  it.each([
    'request: { path: "/a/{id}", query: { token: "{id}" } }',
    'variables: { t: abc }\nrequest: { path: /a, headers: { X-Token-Type: "{t}" } }',
    'headers: { X-Token-Type: abc }\nrequest: { path: /a }',
    'request: { path: /a, basic: "example-key:x" }',
    'headers: { Cookie: "SID=example-key; theme=dark" }\nrequest: { path: /a }',
  ])('and no secret in it is not reported as weak: %s', async (lines) => {
    expect(await resolve(lines)).not.toHaveProperty('weakSecrets');
  });

  it.each([
    ['request.basic', 'request: { path: /a, basic: "user:abc" }'],
    [
      'request.query.api_key',
      'variables: { p: abc }\nrequest: { path: /a, query: { api_key: "{p}" } }',
    ],
    ['headers.Cookie', 'headers: { Cookie: "SID=abc; a=b" }\nrequest: { path: /a }'],
  ])('and a short one is: %s', async (setting, lines) => {
    expect(await resolve(lines)).toMatchObject({ weakSecrets: [setting] });
  });
});
