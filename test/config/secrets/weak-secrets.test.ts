// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are what is tested
import { describe, expect, it } from 'vitest';
import { describedProfile } from '../../helpers/described.ts';

/** A described profile with these lines. */
function resolve(lines: string) {
  const description = 'request: { path: /a }\nstate: { from: s, words: { d: succeeded } }';
  const address = 'baseUrl: https://api.example.com';
  const env = { SHORT: 'abc', LONG: 'example-key' };
  return describedProfile(`${address}\n${description}\n${lines}`, env);
}

describe('a secret', () => {
  it.each([
    ['headers.Authorization', 'headers: { Authorization: "Bearer ${SHORT}" }'],
    ['headers.Authorization', 'headers: { Authorization: Bearer abc }'],
    ['headers.Cookie', 'headers: { Cookie: "session=${SHORT}; a=b" }'],
    ['token.headers.X-Key', 'token: { path: /t, headers: { X-Key: "v1 ${SHORT}" } }'],
    ['token.form.password', 'token: { path: /t, form: { password: "p-${SHORT}" } }'],
    ['token.query.key', 'token: { path: /t, query: { key: "${SHORT}-${LONG}" } }'],
    ['token.basic', 'token: { path: /t, basic: "${LONG}:${SHORT}" }'],
    ['secrets.key', 'secrets: { key: "${SHORT}" }\ntoken: { path: /t, body: { k: "v {key}" } }'],
    ['proxy', 'proxy: "https://user:${SHORT}@proxy.example"'],
  ])('that is short and a part of a text is reported: %s', async (setting, lines) => {
    const { weakSecrets } = await resolve(lines);
    expect(weakSecrets).toEqual([setting]);
  });

  it.each([
    'headers: { Authorization: "Bearer ${LONG}" }',
    'token: { path: /t, basic: "${SHORT}:${LONG}" }',
    'variables: { tenant: "${SHORT}" }',
    'secrets: { pw: "${LONG}" }\ntoken: { path: /t, headers: { X-Key: "{pw}" } }',
    'secrets: { pw: "${LONG}" }\ntoken: { path: /t, basic: "me:{pw}" }',
    'token: { path: /t }\nfailedRecords: { request: { path: /f, headers: { X-Auth: "{token}" } }, records: r }',
    'proxy: "https://abc:${LONG}@proxy.example"',
  ])('that is long enough is not, whatever stands beside it: %s', async (lines) => {
    expect(await resolve(lines)).not.toHaveProperty('weakSecrets');
  });

  it('in a file after a scheme is hidden without it as well', async () => {
    const { secrets } = await resolve('headers: { Authorization: Bearer example-key }');
    expect(secrets).toContain('example-key');
  });
});
