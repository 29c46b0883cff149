// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are what is tested

import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { listProfiles } from '../../../src/config/profile/list-profiles.ts';
import { loadConfig } from '../../../src/config/profile/load-config.ts';
import { headerName } from '../../../src/config/schema/mapping.ts';
import { ImportwatchError } from '../../../src/core/model/errors.ts';
import type { Key } from '../../../src/core/provider/field.ts';
import { http } from '../../../src/providers/http/http.ts';
import { providers } from '../../../src/providers/index.ts';
import { describedProfile } from '../../helpers/described.ts';
import { world } from '../world.ts';

const whole = `
baseUrl: https://api.example.com
variables: { shop: main }
secrets: { key: { env: KEY }, user: someone }
request:
  path: /v1/{shop}/jobs/{id}
  query: { expand: counts, sig: '\${SIG}' }
  headers: { X-Key: '{key}', X-Tenant: a }
  body: '{"id": "{id}"}'
state:
  from: job.state
  words: { 1: queued, true: running, done: succeeded }
  unknown: running
failedWhen: job.errors[0]
donePolls: 5
completed: job.rows
statuses: { 410: not-found }
retryHeader: { name: X-Retry-In, unit: ms }
error: { when: errors, code: 'errors[0].code', words: { SLOW: rate-limited } }
token:
  url: https://login.example.com/{shop}/token
  basic: '{user}:{key}'
  form: { grant_type: client_credentials }
`;

/** The mistakes, without file, line and column. */
async function mistakesIn(lines: string): Promise<string[]> {
  const error = await describedProfile(lines).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(ImportwatchError);
  return (error as Error).message
    .split('\n')
    .map((line) =>
      line.replace(/^\S+described\.yaml:\d+:\d+: (Unknown key ")?profiles\.api[. ]/, '$1'),
    );
}

const minimal = `
baseUrl: https://api.example.com
request: { path: '/jobs/{id}' }
state: { from: state, words: { done: succeeded } }
`;
const withLines = (...lines: string[]) => `${minimal}${lines.join('\n')}`;

describe('a described profile', () => {
  const env = { KEY: 'example-key', SIG: 'example-signature' };

  it('makes a provider of its own', async () => {
    const profile = await describedProfile(whole, env);
    expect(profile.provider).toMatchObject({ name: 'http', id: { required: true } });
    expect(profile.provider.errorMapping.statuses).toEqual({ 410: 'not-found' });
    expect(profile.settings).toEqual({ baseUrl: 'https://api.example.com' });
  });

  it('keeps its secrets hidden: the ones that it names, and those in headers, queries and logins', async () => {
    const { secrets } = await describedProfile(whole, env);
    expect(secrets).toEqual(
      expect.arrayContaining(['example-key', 'someone', 'example-signature']),
    );
    expect(secrets).not.toContain('main');
  });

  it('lists where its secrets come from', async () => {
    const text = `profiles:\n  api:\n    provider: http\n${whole.replace(/^(?=.)/gm, '    ')}`;
    const here = world({ readFile: async () => text });
    const [listing] = listProfiles(await loadConfig({ config: 'c.yaml' }, providers, here), {});
    expect(listing?.secrets).toEqual(
      expect.arrayContaining([
        { setting: 'secrets.key', source: 'environment', variables: [{ name: 'KEY', set: false }] },
        { setting: 'secrets.user', source: 'literal' },
        {
          setting: 'request.query.sig',
          source: 'environment',
          variables: [{ name: 'SIG', set: false }],
        },
      ]),
    );
  });

  it('matches the shipped schema, down to the last key', () => {
    const file = new URL('../../../schema/importwatchrc.schema.json', import.meta.url);
    const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(file, 'utf8')));
    const profile = { provider: 'http', ...parse(whole) };
    expect(validate({ profiles: { api: profile } }), JSON.stringify(validate.errors)).toBe(true);
    for (const wrong of [
      { request: { path: '/x', paht: '/x' } },
      { request: {} },
      { state: { from: 'a', words: { done: 'succeded' } } },
      { error: { words: { A: 'oops' } } },
      { retryHeader: { name: 'X', unit: 'min' } },
      { token: { form: {} } },
      { doneWhen: 'left' },
    ]) {
      expect(validate({ profiles: { api: { ...profile, ...wrong } } })).toBe(false);
    }
  });

  it('can say where the id of a new import is, like any profile', async () => {
    const of = (lines: string) => describedProfile(withLines(lines), { WHERE: 'job.id' });
    expect(await of("idFrom: header('x-job')")).toMatchObject({ idFrom: "header('x-job')" });
    expect(await of('idFrom: ${WHERE}')).toMatchObject({ idFrom: 'job.id' });
    expect(await of('')).not.toHaveProperty('idFrom');
    expect((await mistakesIn(withLines('idFrom: job[.id')))[0]).toMatch(
      /^idFrom has a syntax error/,
    );
    const wrong = describedProfile(withLines('idFrom: ${WHERE}'), { WHERE: 'a[' });
    await expect(wrong).rejects.toThrow('idFrom is incomplete.');
  });

  it('keeps a Basic authorization secret, also one from the environment', async () => {
    const basic = (text: string) =>
      describedProfile(minimal.replace("'/jobs/{id}'", `/x, basic: '${text}'`), env);
    expect((await basic('me:example-password')).secrets).toContain('me:example-password');
    expect((await basic('me:${KEY}')).secrets).toContain('me:example-key');
  });

  it('can have variables from the environment, which are not secret', async () => {
    const shop = withLines("variables: { shop: '${KEY}' }").replace('/jobs/{id}', '/{shop}');
    const { secrets } = await describedProfile(shop, env);
    expect(secrets).toEqual([]);
  });

  it.each([
    'fraction: a',
    'percent: a',
    'donePolls: 99',
    'statuses: { 300: gone, 599: busy }',
    'token: { url: "http://localhost:3000/t" }',
    'variables: { tenant: x }\ntoken: { url: "https://login.example.com/{tenant}/t" }',
    'variables: { tenant: x }\ntoken: { url: "https://{tenant}.example.com/t", method: POST }',
  ])('can have %s', async (lines) => {
    expect(await describedProfile(withLines(...lines.split('\n')))).toHaveProperty('provider');
  });

  it('has a description for every key', () => {
    const visit = (keys: Readonly<Record<string, Key>>): void => {
      for (const [name, key] of Object.entries(keys)) {
        expect(key.describe, name).toMatch(/^[a-z].*[^.]$/i);
        if (key.example !== undefined) expect(key.example, name).toMatch(/\S/);
        if (key.default !== undefined) expect(key.default, name).toMatch(/\S/);
        visit(key.keys ?? {});
      }
    };
    visit(http.description.keys);
  });
});

describe('a mistake in a description is reported with its place', () => {
  it('underlined if it is in an expression', async () => {
    expect(await mistakesIn(withLines('completed: progress..done'))).toEqual([
      expect.stringMatching(/^completed has a syntax error/),
      '    progress..done',
      '             ^',
    ]);
  });

  it('even in a long expression', async () => {
    const long = `${'a.'.repeat(60)}b | lenght(@) | ${'c.'.repeat(60)}d`;
    const [what, shown = '', marks = ''] = await mistakesIn(withLines(`completed: ${long}`));
    expect(what).toMatch(/^completed uses lenght\(\), which/);
    expect(shown.slice(marks.indexOf('^'), marks.length)).toBe('lenght');
    expect(shown.length).toBeLessThan(82);
  });

  it.each([
    [
      'a misspelt key',
      'requires: x\ncompletde: done',
      'Unknown key "completde". Did you mean "completed"?',
    ],
    [
      'a misspelt key below another',
      'error: { wehn: x }',
      'Unknown key "error.wehn". Did you mean "when"?',
    ],
    [
      'a text for a mapping',
      'statuses: gone',
      expect.stringMatching(/^statuses must be a mapping/),
    ],
    ['a mapping for a text', 'completed: { a: b }', 'completed must be text.'],
    [
      'an invalid meaning',
      'statuses: { 410: gnoe }',
      'statuses.410: "gnoe" is invalid. Did you mean "gone"? Use not-found, refused, rate-limited, busy, bad-answer, rejected, gone or superseded.',
    ],
    [
      'an invalid status',
      'statuses: { 41: gone }',
      "statuses.41 isn't an HTTP status from 300 to 599.",
    ],
    [
      'an invalid number of polls',
      'donePolls: 0',
      'donePolls must be a number of polls from 1 to 99.',
    ],
    ['too many polls', 'donePolls: 100', 'donePolls must be a number of polls from 1 to 99.'],
    ['polls in words', 'donePolls: x3', 'donePolls must be a number of polls from 1 to 99.'],
    [
      'a status of four digits',
      'statuses: { 4100: gone }',
      "statuses.4100 isn't an HTTP status from 300 to 599.",
    ],
    [
      'a status of four digits, its last three right',
      'statuses: { 1410: gone }',
      "statuses.1410 isn't an HTTP status from 300 to 599.",
    ],
    ['a token at a path without /', 'token: { path: t }', 'token.path must start with /.'],
    [
      "a name in the form of a token that isn't there",
      'variables: { a: x }\nsecrets: { b: y }\ntoken: { path: /t, form: { c: "{c}" } }',
      "token.form.c uses {c}, which isn't defined in variables or secrets. Defined: {a}, {b}.",
    ],
    [
      'an invalid method',
      'token: { path: /t, method: PUT }',
      'token.method: "PUT" is invalid. Use POST or GET.',
    ],
    [
      'percent and fraction',
      'percent: a\nfraction: b',
      "fraction can't be combined with percent. Remove one of them.",
    ],
    ['a header without a name', 'retryHeader: {}', 'retryHeader.name is missing (header name).'],
    [
      'a name with a meaning',
      'variables: { id: x }',
      'variables.id is a reserved name. Choose another one.',
    ],
    [
      'the name of the token',
      'secrets: { token: x }\ntoken: { path: /t }',
      'secrets.token is a reserved name. Choose another one.',
    ],
    [
      'an invalid name',
      'variables: { a-b: x }',
      "variables.a-b isn't a valid name. Use letters, digits and _.",
    ],
    [
      'a name that is there twice',
      'variables: { a: x }\nsecrets: { a: x }',
      'secrets.a is also the name of a variable.',
    ],
    ['a token without address', 'token: { form: { a: b } }', 'token needs path or url.'],
    [
      'a token at a bare address',
      'token: { url: login.example.com }',
      'token.url must be a complete address that starts with https://.',
    ],
    [
      'a token over plain http',
      'token: { url: http://login.example.com/t }',
      'token.url must be a complete address that starts with https://.',
    ],
    [
      'a token with a query',
      'token: { url: "https://login.example.com/t?a=b" }',
      'token.url must be an address only. Use query, headers or basic for the rest.',
    ],
    [
      'a secret in a header of every request',
      'secrets: { key: k }\nheaders: { X-Key: "Bearer {key}" }',
      'headers.X-Key uses a secret, but secrets work only below request. Move it to request.headers.',
    ],
    ['an end twice', 'doneWhen: done', 'has state and doneWhen. Keep only one.'],
  ])('%s', async (_about, lines, expected) => {
    expect(await mistakesIn(withLines(...lines.split('\n')))).toEqual([expected]);
  });

  const request = (text: string) => minimal.replace(/request: .*/, `request: ${text}`);
  it.each([
    ['no path', '{}', 'request.path is missing (path below baseUrl).'],
    ['a path without /', '{ path: jobs }', 'request.path must start with /.'],
    [
      'a query in the path',
      '{ path: "/jobs?id={id}" }',
      'request.path must be a path only. Move what comes after the ? to query.',
    ],
    [
      "a name that isn't there",
      '{ path: "/{shop}/{id}" }',
      "request.path uses {shop}, which isn't defined in variables or secrets.",
    ],
    [
      'an id in a header',
      '{ path: /x, headers: { A: "{id}" } }',
      "request.headers.A can't use {id}. It only works in path, query and body of request.",
    ],
    [
      "a token that isn't described",
      '{ path: /x, headers: { A: "{token}" } }',
      "request.headers.A can't use {token}. It only works in headers of request, and only if the profile has the key token.",
    ],
    [
      'an invalid header',
      '{ path: /x, headers: { "a b": c } }',
      `request.headers.a b ${headerName.message}`,
    ],
    [
      'a body that is no JSON',
      '{ path: /x, body: \'{"a" 1}\' }',
      'request.body is invalid JSON at character 6.',
    ],
    [
      "a name in the query that isn't there",
      '{ path: /x, query: { a: "{b}" } }',
      "request.query.a uses {b}, which isn't defined in variables or secrets.",
    ],
    [
      "a name in Basic authorization that isn't there",
      '{ path: /x, basic: "{b}:c" }',
      "request.basic uses {b}, which isn't defined in variables or secrets.",
    ],
    [
      "a name in the body that isn't there",
      '{ path: /x, body: \'{"a": "{bc}"}\' }',
      "request.body uses {bc}, which isn't defined in variables or secrets.",
    ],
    [
      'a body that is no JSON further on',
      '{ path: /x, body: \'{"a": 1, "b" 1}\' }',
      'request.body is invalid JSON at character 14.',
    ],
    [
      'a body that has no end',
      '{ path: /x, body: "[1" }',
      'request.body is invalid JSON at character 3.',
    ],
    [
      'an invalid method',
      '{ path: /x, method: PUT }',
      'request.method: "PUT" is invalid. Use GET or POST.',
    ],
    [
      'a body in a GET',
      "{ path: /x, method: GET, body: '{}' }",
      "request.body can't be sent with GET. Remove method.",
    ],
  ])('%s', async (_about, text, expected) => {
    expect(await mistakesIn(request(text))).toEqual([expected]);
  });

  it('neither a state nor an end', async () => {
    expect(await mistakesIn(minimal.replace(/state: .*/, ''))).toEqual([
      'needs state or doneWhen.',
    ]);
  });

  it('success for an unknown status', async () => {
    const text = minimal.replace('succeeded }', 'succeeded }, unknown: succeeded');
    expect(await mistakesIn(text)).toEqual([
      expect.stringMatching(
        /^state\.unknown: "succeeded" is invalid\. Use queued, blocked, running, /,
      ),
    ]);
  });

  it('no status that means success', async () => {
    const text = minimal.replace('done: succeeded', 'done: failed');
    expect(await mistakesIn(text)).toEqual(['state.words has no status that means succeeded.']);
  });

  it('all together, including expressions', async () => {
    const text = withLines('completed: a..b', 'total: lenght(a)', 'donePolls: none');
    expect((await mistakesIn(text)).filter((line) => !line.startsWith(' '))).toEqual([
      expect.stringMatching(/^completed has a syntax error/),
      expect.stringMatching(/^total uses lenght\(\), which/),
      'donePolls must be a number of polls from 1 to 99.',
    ]);
  });

  it('without showing anything that may be secret', async () => {
    const text = request("{ path: '/x?key=example-key', body: '{\"a\": \"example-key' }");
    expect((await mistakesIn(text)).join()).not.toContain('example-key');
  });

  it('in the environment, when the profile is used', async () => {
    const text = withLines('secrets: { key: "${KEY}" }');
    expect(await mistakesIn(text)).toEqual([
      "secrets.key needs the environment variable KEY, which isn't set.",
    ]);
  });
});
