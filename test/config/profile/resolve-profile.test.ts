// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are what is tested
import { describe, expect, it } from 'vitest';
import type { ConfigWorld } from '../../../src/config/file/world.ts';
import { loadConfig } from '../../../src/config/profile/load-config.ts';
import type { Profile } from '../../../src/config/profile/profile.ts';
import { resolveProfile } from '../../../src/config/profile/resolve-profile.ts';
import { baseUrlMistake, proxyMistake } from '../../../src/config/schema/address.ts';
import { optionMistake } from '../../../src/config/schema/option.ts';
import { profileOptions } from '../../../src/config/schema/profile-options.ts';
import { waitOptions } from '../../../src/config/schema/wait-options.ts';
import type { Provider } from '../../../src/core/provider/provider.ts';
import { SettingMistake } from '../../../src/core/provider/setting-mistake.ts';
import { providers } from '../providers.ts';
import { world } from '../world.ts';

/** Resolves the profile `shop` of /project/c.yaml. */
async function resolve(
  text: string,
  parts: Partial<ConfigWorld> = {},
  known: readonly Provider[] = providers,
): Promise<Profile> {
  const { readFile = world().readFile } = parts;
  const here = world({
    ...parts,
    readFile: async (path, max) => (path === '/project/c.yaml' ? text : readFile(path, max)),
  });
  const { profiles } = await loadConfig({ config: 'c.yaml' }, known, here);
  const entry = profiles.get('shop');
  if (!entry) throw new Error('there is no shop');
  return resolveProfile(entry, here);
}

const shop = (...lines: string[]) =>
  [
    'profiles:',
    '  shop:',
    '    provider: cluster',
    ...(lines.some((line) => /^(baseUrl|clusterId)/.test(line)) ? [] : ['    clusterId: w1']),
    ...(lines.some((line) => line.startsWith('apiKey')) ? [] : ['    apiKey: example-key']),
    ...lines.map((line) => `    ${line}`),
  ].join('\n');

describe('a resolved profile', () => {
  it('has its defaults filled in', async () => {
    expect(await resolve(shop())).toEqual({
      name: 'shop',
      provider: providers[0],
      settings: { clusterId: 'w1', apiKey: 'example-key', apiVersion: '2' },
      baseUrl: new URL('https://w1.example.com'),
      headers: {},
      requestTimeoutMs: 15_000,
      allowHttp: false,
      insecureTls: false,
      maxBodyBytes: 1_048_576,
      wait: {},
      defaults: {},
      source: '/project/c.yaml',
      secrets: ['example-key'],
    });
  });

  it('has the request time-out of its provider, unless it has its own', async () => {
    const text = (...lines: string[]) =>
      ['profiles: { shop: { provider: slow, baseUrl: https://a.example', ...lines, '} }']
        .join(', ')
        .replace(', }', ' }');
    const slow = {
      ...providers[0],
      name: 'slow',
      settings: { baseUrl: providers[0]?.settings['baseUrl'] },
      oneOf: [],
      requestTimeoutMs: 35_000,
    } as unknown as Provider;
    const timeoutOf = async (yaml: string) => (await resolve(yaml, {}, [slow])).requestTimeoutMs;
    expect(await timeoutOf(text())).toBe(35_000);
    expect(await timeoutOf(text('requestTimeout: 20s'))).toBe(20_000);
  });

  it('leaves out optional values that are empty in the environment', async () => {
    const left = shop(
      'apiVersion: "${VERSION:-}"',
      'proxy: "${PROXY:-}"',
      'caFile: "${CA:-}"',
      'headers: { X-Tenant: "${TENANT:-}" }',
    );
    expect(await resolve(left)).toEqual(await resolve(shop()));
    for (const needed of ['apiKey: "${KEY:-}"', 'clusterId: "${CLUSTER:-}"']) {
      await expect(resolve(shop(needed))).rejects.toThrow('is empty.');
    }
  });

  it('has the values of its file, with the environment filled in', async () => {
    const text = shop(
      'apiVersion: 4',
      'headers: { X-Tenant: "${TENANT}", Accept-Language: sv }',
      'requestTimeout: ${LIMIT:-20s}',
      'proxy: http://proxy.example.com:8080',
      'caFile: certs/ca.pem',
      'insecureTls: ${INSECURE}',
      'maxBodyBytes: 4096',
      'timeout: ${WAIT}',
      'failFast: true',
    );
    const env = { TENANT: 'tenant-1', INSECURE: 'true', WAIT: '3h' };
    const resolved = await resolve(`defaults: { stallTimeout: "\${WAIT}" }\n${text}`, { env });
    expect(resolved).toMatchObject({
      settings: { apiVersion: '4' },
      headers: { 'x-tenant': 'tenant-1', 'accept-language': 'sv' },
      requestTimeoutMs: 20_000,
      proxy: 'http://proxy.example.com:8080',
      caFile: '/project/certs/ca.pem',
      insecureTls: true,
      maxBodyBytes: 4096,
      wait: { timeout: '3h', failFast: true },
      defaults: { stallTimeout: '3h' },
    });
  });

  it('keeps numbers in a text as written', async () => {
    expect((await resolve(shop('apiKey: 0012'))).settings['apiKey']).toBe('0012');
  });

  it('finds files in the folder of its file, or the home', async () => {
    const caFile = async (path: string) => (await resolve(shop(`caFile: ${path}`))).caFile;
    expect(await caFile('../ca.pem')).toBe('/ca.pem');
    expect(await caFile('/etc/ca.pem')).toBe('/etc/ca.pem');
    expect(await caFile('~/ca.pem')).toBe('/home/someone/ca.pem');
  });

  it('reports a setting that can be no part of an address at its place', async () => {
    const [known, ...others] = providers as [Provider, ...Provider[]];
    const baseUrl = () => {
      throw new SettingMistake('clusterId', 'should look like w1234abcd.');
    };
    const text = shop('clusterId: "${ID:-w 1}"');
    await expect(resolve(text, {}, [{ ...known, baseUrl }, ...others])).rejects.toMatchObject({
      code: 'config',
      message: '/project/c.yaml:5:5: profiles.shop.clusterId should look like w1234abcd.',
    });
  });

  it('of the command line finds files in the working directory', async () => {
    const env = { IMPORTWATCH_API_KEY: 'example-key', IMPORTWATCH_CA_FILE: 'ca.pem' };
    const here = world({ env, cwd: '/project/deep' });
    const choice = { provider: 'cluster', baseUrl: 'https://c.example.com' };
    const [entry] = (await loadConfig(choice, providers, here)).profiles.values();
    expect(entry && (await resolveProfile(entry, here))).toMatchObject({
      name: 'cluster',
      caFile: '/project/deep/ca.pem',
      source: 'command line',
      secrets: ['example-key'],
    });
  });
});

describe('a secret', () => {
  it('comes out of the environment', async () => {
    const env = { KEY: 'example-key-2' };
    for (const value of ['${KEY}', '{ env: KEY }']) {
      const { settings, secrets } = await resolve(shop(`apiKey: ${value}`), { env });
      expect(settings['apiKey']).toBe('example-key-2');
      expect(secrets).toEqual(['example-key-2']);
    }
  });

  it('comes from a file next to the configuration, without its last line break', async () => {
    const asked: unknown[] = [];
    const readFile = async (path: string, maxBytes: number) => {
      asked.push([path, maxBytes]);
      return ' example-key \r\n';
    };
    const env = { NAME: 'key' };
    const resolved = await resolve(shop('apiKey: { file: "secrets/${NAME}" }'), { readFile, env });
    expect(asked).toEqual([['/project/secrets/key', 65_536]]);
    expect(resolved.secrets).toEqual([' example-key ']);
  });

  it('comes from a command, which runs as written in the folder of the configuration', async () => {
    const asked: unknown[] = [];
    const run: ConfigWorld['run'] = async (command, options) => {
      asked.push([command, options]);
      return 'example-key\n';
    };
    const { settings } = await resolve(shop('apiKey: { command: "make-key ${NAME} | cat" }'), {
      run,
    });
    expect(settings['apiKey']).toBe('example-key');
    expect(asked).toEqual([['make-key ${NAME} | cat', { cwd: '/project', timeoutMs: 60_000 }]]);
  });

  it('counts as a secret, with all its parts, wherever it is', async () => {
    const env = { TOKEN: 'example-token', PASS: 'p%40ss', TENANT: 'tenant-1' };
    const lines = [
      'apiKey: key-${TOKEN}',
      'proxy: http://someone:${PASS}@proxy.example.com',
      'headers: { Authorization: "Bearer ${TOKEN}", X-Token: literal, X-T: { env: TENANT }, X-Plain: a }',
    ];
    const { secrets, headers } = await resolve(shop(...lines), { env });
    expect(headers['authorization']).toBe('Bearer example-token');
    expect(new Set(secrets)).toEqual(
      new Set([
        'key-example-token',
        'example-token',
        'Bearer example-token',
        'literal',
        'tenant-1',
        'p%40ss',
        'p@ss',
        'someone:p@ss',
      ]),
    );
  });

  it.each([
    ['{ env: KEY }', "needs the environment variable KEY, which isn't set."],
    ['${KEY}', "needs the environment variable KEY, which isn't set."],
    ['{ env: EMPTY }', 'needs the environment variable EMPTY, which is empty.'],
    ['{ file: k }', "comes from the file /project/k, which doesn't exist."],
    ['{ command: k }', 'comes from a command that exited with code 127.'],
    ['${BLANK}', 'is empty.'],
    ['${LINES}', 'contains a line break or another control character.'],
    ['${QUOTES}', "contains a character that isn't allowed in a header."],
  ])('that cannot be had is an error that says why: %s', async (value, why) => {
    const env = { EMPTY: '', BLANK: '  ', LINES: 'a\nb', QUOTES: '\u201Ckey\u201D' };
    await expect(resolve(shop(`apiKey: ${value}`), { env })).rejects.toMatchObject({
      code: 'secret',
      exitCode: 2,
      message: `/project/c.yaml:5:5: profiles.shop.apiKey ${why}`,
    });
  });

  it('is needed only for the profile in use', async () => {
    const other = '  other: { provider: cluster, clusterId: w2, apiKey: "${NOWHERE}" }';
    expect(await resolve(`${shop()}\n${other}`)).toMatchObject({ name: 'shop' });
  });
});

describe('a value from the environment', () => {
  it('is checked like one in the file, together with the others', async () => {
    const env = { V: '7', T: 'soon', B: 'maybe', P: 'nonsense', S: 'secret-part' };
    const lines = ['apiVersion: ${V}', 'timeout: ${T}', 'allowHttp: ${B}', 'caFile: ${NOWHERE}'];
    const mistakes = resolve(`${shop(...lines)}\ndefaults: { heartbeat: "\${T}" }`, { env });
    await expect(mistakes).rejects.toMatchObject({
      code: 'config',
      message: [
        '/project/c.yaml:6:5: profiles.shop.apiVersion: "7" is invalid. Use 2, 3 or 4.',
        `/project/c.yaml:7:5: profiles.shop.timeout: ${optionMistake(waitOptions.timeout, 'soon')}`,
        `/project/c.yaml:8:5: profiles.shop.allowHttp: ${optionMistake(profileOptions.allowHttp, 'maybe')}`,
        "/project/c.yaml:9:5: profiles.shop.caFile needs the environment variable NOWHERE, which isn't set.",
        `/project/c.yaml:10:13: defaults.heartbeat: ${optionMistake(waitOptions.heartbeat, 'soon')}`,
      ].join('\n'),
    });
  });

  it('must be an address, and the error does not show it', async () => {
    const env = { URL: 'https://someone:hidden@c.example.com', P: 'hidden' };
    await expect(resolve(shop('baseUrl: ${URL}', 'proxy: ${P}'), { env })).rejects.toMatchObject({
      code: 'config',
      message:
        `/project/c.yaml:5:5: profiles.shop.baseUrl ${baseUrlMistake(env.URL)}\n` +
        `/project/c.yaml:6:5: profiles.shop.proxy ${proxyMistake(env.P)}`,
    });
  });
});

describe('plain http', () => {
  const at = (url: string, ...more: string[]) => resolve(shop(`baseUrl: ${url}`, ...more));

  it.each([
    'http://localhost:3000',
    'http://127.0.0.1',
    'http://127.8.9.10:80/x',
    'http://[::1]:3000',
    'HTTP://LOCALHOST',
  ])('needs no permission on loopback: %s', async (url) => {
    expect(await at(url)).toMatchObject({ allowHttp: false });
  });

  it.each([
    'http://c.example.com',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'http://10.0.0.1',
    'http://[::ffff:10.0.0.1]',
  ])('to another machine needs allowHttp: %s', async (url) => {
    await expect(at(url)).rejects.toMatchObject({
      code: 'config',
      message: expect.stringMatching(
        /profiles\.shop\.baseUrl uses plain http, .+ set allowHttp to true\.$/,
      ),
    });
    expect(await at(url, 'allowHttp: true')).toMatchObject({ allowHttp: true });
  });

  it('through a proxy on another machine needs it as well', async () => {
    const through = (proxy: string) => at('http://localhost:3000', `proxy: ${proxy}`);
    await expect(through('http://proxy.example.com:8080')).rejects.toThrow(/uses plain http/);
    expect(await through('http://127.0.0.1:8080')).toMatchObject({ allowHttp: false });
  });

  it('with --provider needs the variable of allowHttp', async () => {
    const here = world({ env: { IMPORTWATCH_API_KEY: 'example-key' } });
    const choice = { provider: 'cluster', baseUrl: 'http://c.example.com' };
    const [entry] = (await loadConfig(choice, providers, here)).profiles.values();
    await expect(entry && resolveProfile(entry, here)).rejects.toThrow(
      '--base-url (or IMPORTWATCH_BASE_URL) uses plain http, so anyone on the network could read what importwatch sends, such as credentials. Use https, or set IMPORTWATCH_ALLOW_HTTP to true.',
    );
  });
});

describe('a secret', () => {
  it('that no header could carry is a mistake that names it', async () => {
    const readFile = async () => 'k'.repeat(8193);
    await expect(resolve(shop('apiKey: { file: /key }'), { readFile })).rejects.toMatchObject({
      code: 'secret',
      exitCode: 2,
      message: expect.stringMatching(/apiKey is longer than 8 KiB/),
    });
    const { settings } = await resolve(shop('apiKey: { file: /key }'), {
      readFile: async () => 'k'.repeat(8192),
    });
    expect(settings['apiKey']).toHaveLength(8192);
  });

  it.each(['test', 'failed', '100', 'importwatch', '1234567890'])(
    'that could be a word or a number is reported: %s',
    async (secret) => {
      const profile = await resolve(shop(`apiKey: "${secret}"`, 'headers: { X-Key: abc }'));
      expect(profile.weakSecrets).toEqual(['apiKey', 'headers.X-Key']);
    },
  );

  it.each(['example-key', 'abcdefghijklmnop', 'a1b2c3d4'])(
    'is not one of these: %s',
    async (secret) => {
      expect(await resolve(shop(`apiKey: "${secret}"`))).not.toHaveProperty('weakSecrets');
    },
  );
});
