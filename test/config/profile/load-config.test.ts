// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are what is tested
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config/profile/load-config.ts';
import { baseUrlMistake } from '../../../src/config/schema/address.ts';
import { optionMistake } from '../../../src/config/schema/option.ts';
import { profileOptions } from '../../../src/config/schema/profile-options.ts';
import { providers } from '../providers.ts';
import { type Playground, playground } from '../world.ts';

const profile = (id: string, more = '') =>
  `{ provider: cluster, clusterId: ${id}, apiKey: example-key${more} }`;

async function load(files: Playground, found: string, own: string) {
  files.write('home/work/project/.importwatchrc', found);
  files.write('home/.config/importwatch/config.yaml', own);
  return loadConfig({}, providers, files.world());
}

describe('of the found file and the own file', () => {
  it('the profiles of both apply, each with the defaults of its file', async () => {
    using files = playground();
    const { profiles } = await load(
      files,
      `defaults: { timeout: 2h }\nprofiles: { shop: ${profile('w1')} }`,
      `defaults: { stallTimeout: 5m }\nprofiles: { chat: ${profile('w2')} }`,
    );
    expect([...profiles.keys()]).toEqual(['shop', 'chat']);
    expect(profiles.get('shop')).toMatchObject({
      provider: providers[0],
      file: { origin: 'found' },
      defaults: { timeout: '2h' },
    });
    expect(profiles.get('chat')).toMatchObject({
      file: { origin: 'own' },
      defaults: { stallTimeout: '5m' },
    });
    expect(profiles.get('chat')?.defaults).not.toHaveProperty('timeout');
  });

  it('the nearer profile of a name replaces the other completely', async () => {
    using files = playground();
    const { profiles } = await load(
      files,
      `profiles: { shop: ${profile('near')} }`,
      `profiles: { shop: ${profile('far', ', proxy: "http://p.example.com", headers: { X: y }')} }`,
    );
    expect({ ...profiles.get('shop')?.values }).toEqual({
      provider: 'cluster',
      clusterId: 'near',
      apiKey: 'example-key',
    });
    expect(profiles.get('shop')?.hides).toBe(`${files.home}/.config/importwatch/config.yaml`);
  });

  it('the nearer defaultProfile wins, and can name a profile of the other', async () => {
    using files = playground();
    const own = `defaultProfile: b\nprofiles: { a: ${profile('w1')}, b: ${profile('w2')} }`;
    expect(await load(files, 'defaultProfile: a', own)).toMatchObject({ defaultProfile: 'a' });
    expect(await load(files, 'defaults: {}', own)).toMatchObject({ defaultProfile: 'b' });
  });

  it('both are checked, and each can run commands depending on its place', async () => {
    using files = playground();
    const command = profile('w1').replace('example-key', '{ command: make-key }');
    const profiles = `profiles: { shop: ${command} }`;
    expect(await load(files, 'profiles: {}', profiles)).toBeDefined();
    await expect(load(files, profiles, 'profiles: {}')).rejects.toMatchObject({
      message: expect.stringContaining(
        '.importwatchrc:1:65: profiles.shop.apiKey.command is allowed only',
      ),
    });
    await expect(load(files, 'profiles: {}', 'profile: {}')).rejects.toMatchObject({
      message: expect.stringContaining('config.yaml:1:1: Unknown key "profile".'),
    });
    const config = files.write('home/named.yaml', profiles);
    files.write('home/.config/importwatch/config.yaml', '');
    expect(await loadConfig({ config }, providers, files.world())).toBeDefined();
  });
});

describe('with --provider', () => {
  const env = {
    IMPORTWATCH_API_KEY: 'example-key',
    IMPORTWATCH_CA_FILE: 'ca.pem',
    IMPORTWATCH_ALLOW_HTTP: 'true',
    IMPORTWATCH_API_VERSION: '',
  };
  const choice = { provider: 'cluster', baseUrl: 'https://c.example.com/${x}' };

  it('there is one profile of its name, from options and environment, and no file is read', async () => {
    using files = playground();
    files.write('home/work/project/.importwatchrc', 'broken: [');
    const { profiles } = await loadConfig(choice, providers, files.world({ env }));
    expect([...profiles.keys()]).toEqual(['cluster']);
    expect(profiles.get('cluster')).toMatchObject({
      file: { path: 'command line', origin: 'command line' },
      values: {
        provider: 'cluster',
        baseUrl: 'https://c.example.com/$${x}',
        apiKey: { env: 'IMPORTWATCH_API_KEY' },
        caFile: 'ca.pem',
        allowHttp: 'true',
      },
    });
  });

  it('the address can come from the environment, and the option wins', async () => {
    using files = playground();
    const load = async (more: object, baseUrl?: string) => {
      const world = files.world({ env: { ...env, ...more } });
      const { profiles } = await loadConfig({ provider: 'cluster', baseUrl }, providers, world);
      const { baseUrl: url, clusterId } = profiles.get('cluster')?.values ?? {};
      return { url, clusterId };
    };
    expect(await load({ IMPORTWATCH_BASE_URL: 'https://a' })).toEqual({ url: 'https://a' });
    expect(await load({ IMPORTWATCH_CLUSTER_ID: 'w1' })).toEqual({ clusterId: 'w1' });
    for (const name of ['IMPORTWATCH_BASE_URL', 'IMPORTWATCH_CLUSTER_ID']) {
      expect(await load({ [name]: 'https://a' }, 'https://b')).toEqual({ url: 'https://b' });
    }
  });

  it('mistakes are reported for options and variables', async () => {
    using files = playground();
    const load = (choice: object, variables = {}) =>
      loadConfig(choice, providers, files.world({ env: variables }));
    await expect(load({ provider: 'cluster' })).rejects.toMatchObject({
      code: 'config',
      message:
        "The environment variable IMPORTWATCH_API_KEY (private API key) isn't set.\n--provider cluster needs --base-url (or IMPORTWATCH_BASE_URL) or IMPORTWATCH_CLUSTER_ID.",
      hint: undefined,
    });
    const address = { IMPORTWATCH_BASE_URL: 'https://c', IMPORTWATCH_CLUSTER_ID: 'w1' };
    await expect(load({ provider: 'cluster' }, { ...env, ...address })).rejects.toThrow(
      '--provider cluster has --base-url (or IMPORTWATCH_BASE_URL) and IMPORTWATCH_CLUSTER_ID. Keep only one.',
    );
    const all = { ...env, IMPORTWATCH_API_VERSION: '7', IMPORTWATCH_REQUEST_TIMEOUT: 'soon' };
    await expect(load({ ...choice, baseUrl: 'c.example.com' }, all)).rejects.toMatchObject({
      message: [
        `--base-url (or IMPORTWATCH_BASE_URL) ${baseUrlMistake('c.example.com')}`,
        'IMPORTWATCH_API_VERSION: "7" is invalid. Use 2, 3 or 4.',
        `IMPORTWATCH_REQUEST_TIMEOUT: ${optionMistake(profileOptions.requestTimeout, 'soon')}`,
      ].join('\n'),
    });
  });

  it('options that contradict each other are usage errors', async () => {
    using files = playground();
    const load = (choice: object) => loadConfig(choice, providers, files.world({ env }));
    await expect(load({ provider: 'clutser' })).rejects.toMatchObject({
      code: 'usage',
      message: 'There is no provider "clutser". Did you mean "cluster"?',
    });
    await expect(load({ baseUrl: 'https://a' })).rejects.toMatchObject({
      code: 'usage',
      message: '--base-url needs --provider.',
    });
    await expect(load({ ...choice, config: 'a.yaml' })).rejects.toMatchObject({ code: 'usage' });
  });
});
