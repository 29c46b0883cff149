import { describe, expect, it } from 'vitest';
import { chooseProfile } from '../../../src/config/profile/choose-profile.ts';
import { listProfiles } from '../../../src/config/profile/list-profiles.ts';
import { loadConfig } from '../../../src/config/profile/load-config.ts';
import { chooseTarget } from '../../../src/config/profile/target.ts';
import { chat, cluster } from '../providers.ts';
import { playground } from '../world.ts';

const env = {
  IMPORTWATCH_PROVIDER: 'cluster',
  IMPORTWATCH_BASE_URL: 'https://c.example.com',
  IMPORTWATCH_API_KEY: 'example-key',
};
const file = `
defaultProfile: talk
profiles:
  talk: { provider: chat-server, baseUrl: https://talk.example.com, userId: a, authToken: b }
  shop: { provider: cluster, baseUrl: https://shop.example.com, apiKey: example-key }
`;

/** The configuration of an environment, with a file beside it if there is a text. */
async function load(more: object = {}, text = '', choice: Parameters<typeof loadConfig>[0] = {}) {
  using files = playground();
  if (text !== '') files.write('home/work/project/.importwatchrc', text);
  const variables = { ...env, ...more };
  const config = await loadConfig(choice, [cluster, chat], files.world({ env: variables }));
  const choose = (flag?: string, prefix?: string) =>
    chooseProfile(config, { flag, prefix }, variables).name;
  const target = (word?: string) => chooseTarget(word, config, {}, variables).profile.name;
  return { config, choose, target, variables };
}

describe('IMPORTWATCH_PROVIDER', () => {
  it('makes a profile of the related variables', async () => {
    const { config, choose } = await load();
    expect([...config.profiles.keys()]).toEqual(['cluster']);
    expect(config.profiles.get('cluster')).toMatchObject({
      file: { path: 'environment', origin: 'environment' },
      values: {
        provider: 'cluster',
        baseUrl: 'https://c.example.com',
        apiKey: { env: 'IMPORTWATCH_API_KEY' },
      },
    });
    expect(choose()).toBe('cluster');
  });

  it('yields to the option and the target, and overrides defaultProfile', async () => {
    const { choose, target } = await load({}, file);
    expect(choose()).toBe('cluster');
    expect(choose('talk')).toBe('talk');
    expect(choose(undefined, 'shop')).toBe('shop');
    expect(target('shop:1')).toBe('shop');
    expect(target('cluster:1')).toBe('cluster');
    expect(target('1')).toBe('cluster');
    const unset = await load({ IMPORTWATCH_PROVIDER: '' }, file);
    expect(unset.choose()).toBe('talk');
  });

  it('is listed as the default, with its place and its secrets', async () => {
    const { config, variables } = await load({}, file);
    const listed = listProfiles(config, variables);
    expect(listed.map(({ name }) => name)).toEqual(['cluster', 'talk', 'shop']);
    expect(listed[0]).toMatchObject({
      source: 'environment',
      default: true,
      baseUrl: { url: 'https://c.example.com' },
      secrets: [{ setting: 'apiKey', source: 'environment' }],
    });
    expect(listed.filter((profile) => profile.default)).toHaveLength(1);
  });

  it('overrides a profile of that name in a file', async () => {
    const { config } = await load({}, file.replace('shop:', 'cluster:'));
    expect(config.profiles.get('cluster')).toMatchObject({
      file: { origin: 'environment' },
      hides: expect.stringMatching(/importwatchrc$/),
    });
  });

  it('yields to --provider and --config, and takes --base-url', async () => {
    const other = await load({ IMPORTWATCH_USER_ID: 'a', IMPORTWATCH_AUTH_TOKEN: 'b' }, '', {
      provider: 'chat-server',
    });
    expect([...other.config.profiles.keys()]).toEqual(['chat-server']);
    const elsewhere = await load({}, '', { baseUrl: 'https://d.example.com' });
    expect(elsewhere.config.profiles.get('cluster')?.values).toMatchObject({
      baseUrl: 'https://d.example.com',
    });
    using files = playground();
    const config = files.write('c.yaml', file);
    const named = await loadConfig({ config }, [cluster, chat], files.world({ env }));
    expect([...named.profiles.keys()]).toEqual(['talk', 'shop']);
  });

  it('is named if it is invalid', async () => {
    await expect(load({ IMPORTWATCH_PROVIDER: 'clutser' })).rejects.toMatchObject({
      code: 'usage',
      message: 'There is no provider "clutser" (IMPORTWATCH_PROVIDER). Did you mean "cluster"?',
    });
  });

  it('needs the settings of the provider, each by its variable', async () => {
    const lacking = { IMPORTWATCH_BASE_URL: '', IMPORTWATCH_API_KEY: '' };
    await expect(load(lacking)).rejects.toMatchObject({
      code: 'config',
      message: expect.stringContaining(
        'IMPORTWATCH_PROVIDER=cluster needs IMPORTWATCH_BASE_URL or IMPORTWATCH_CLUSTER_ID.',
      ),
      hint: expect.stringContaining('unset IMPORTWATCH_PROVIDER'),
    });
    await expect(load(lacking)).rejects.toThrow(
      "The environment variable IMPORTWATCH_API_KEY (private API key) isn't set.",
    );
    await expect(load({ IMPORTWATCH_BASE_URL: 'c.example.com' })).rejects.toThrow(
      /^IMPORTWATCH_BASE_URL /,
    );
  });

  it('yields to IMPORTWATCH_PROFILE, as to --profile', async () => {
    const { choose, target, variables, config } = await load({ IMPORTWATCH_PROFILE: 'shop' }, file);
    expect([choose(), target('1')]).toEqual(['shop', 'shop']);
    expect([choose('talk'), target('cluster:1')]).toEqual(['talk', 'cluster']);
    const usual = listProfiles(config, variables).filter((profile) => profile.default);
    expect(usual.map(({ name }) => name)).toEqual(['shop']);
    expect((await load({ IMPORTWATCH_PROFILE: 'cluster' }, file)).choose()).toBe('cluster');
    const none = await load({ IMPORTWATCH_PROFILE: 'prod' });
    expect(() => none.choose()).toThrow(/^IMPORTWATCH_PROFILE: there is no profile "prod"/);
  });

  it('is suggested if an address is set without it', async () => {
    const { choose } = await load({ IMPORTWATCH_PROVIDER: '' });
    try {
      expect(choose()).toBe('refused');
    } catch (error) {
      expect(error).toMatchObject({
        code: 'usage',
        hint: expect.stringMatching(/^IMPORTWATCH_BASE/),
      });
    }
  });
});
