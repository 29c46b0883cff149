// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are what is tested
import { describe, expect, it } from 'vitest';
import { listProfiles } from '../../../src/config/profile/list-profiles.ts';
import { loadConfig } from '../../../src/config/profile/load-config.ts';
import { baseUrlMistake } from '../../../src/config/schema/address.ts';
import { SettingMistake } from '../../../src/core/provider/setting-mistake.ts';
import { cluster, providers } from '../providers.ts';
import { world } from '../world.ts';

async function list(text: string, env = {}, known = providers) {
  const here = world({ env, readFile: async () => text });
  return listProfiles(await loadConfig({ config: 'c.yaml' }, known, here), env);
}

describe('listProfiles', () => {
  it('lists provider, address, file and whether a profile is the default one', async () => {
    const text = [
      'defaultProfile: b',
      'profiles:',
      '  a: { provider: cluster, clusterId: "w${N:-1}", apiKey: example-key }',
      '  b: { provider: chat-server, baseUrl: "${URL}", userId: "${NOBODY}", authToken: example-key }',
    ].join('\n');
    expect(await list(text, { URL: 'https://chat.example.com' })).toMatchObject([
      {
        name: 'a',
        provider: 'cluster',
        baseUrl: { url: 'https://w1.example.com' },
        source: '/project/c.yaml',
        default: false,
      },
      { name: 'b', baseUrl: { url: 'https://chat.example.com' }, default: true },
    ]);
    const [, unknown] = await list(text);
    expect(unknown?.baseUrl).toEqual({
      problem: "needs the environment variable URL, which isn't set.",
    });
    const [, wrong] = await list(text, { URL: 'https://u:hidden@x' });
    expect(wrong?.baseUrl).toEqual({
      problem: baseUrlMistake('https://u:hidden@x'),
    });
  });

  it('lists a profile whose settings make no address', async () => {
    const baseUrl = () => {
      throw new SettingMistake('clusterId', 'should look like w1234abcd.');
    };
    const text = 'profiles: { a: { provider: cluster, clusterId: "w 1", apiKey: example-key } }';
    expect(await list(text, {}, [{ ...cluster, baseUrl }])).toMatchObject([
      { name: 'a', baseUrl: { problem: 'clusterId should look like w1234abcd.' } },
    ]);
  });

  it('lists where each secret comes from, and never its value', async () => {
    const secret = 'hidden-value';
    const environment = (...variables: object[]) => ({ source: 'environment', variables });
    const sources = {
      '${KEY}': environment({ name: 'KEY', set: true }),
      '${NOWHERE}': environment({ name: 'NOWHERE', set: false }),
      '${NOWHERE:-hidden-value}': environment({ name: 'NOWHERE', set: false, hasDefault: true }),
      '${KEY}-${EMPTY}': environment({ name: 'KEY', set: true }, { name: 'EMPTY', set: false }),
      '{ env: KEY }': environment({ name: 'KEY', set: true }),
      '{ file: /run/secrets/key }': { source: 'file', path: '/run/secrets/key' },
      '{ command: "echo hidden-value" }': { source: 'command' },
      'hidden-value': { source: 'literal' },
    };
    for (const [value, origin] of Object.entries(sources)) {
      const listing = await list(
        `profiles:\n  a: { provider: cluster, clusterId: w1, apiKey: ${value.startsWith('{') ? value : `"${value}"`} }`,
        { KEY: secret, EMPTY: '' },
      );
      expect(listing[0]?.secrets).toEqual([{ setting: 'apiKey', ...origin }]);
      expect(JSON.stringify(listing)).not.toContain(secret);
    }
  });

  it('counts headers and a proxy by reference among the secrets', async () => {
    const headers = '{ Authorization: "Bearer hidden", X-Tenant: "${T}", Accept-Language: sv }';
    const text = `profiles:\n  a: { provider: cluster, clusterId: w1, apiKey: { env: K }, proxy: { file: p }, headers: ${headers} }`;
    const [listing] = await list(text);
    const notSet = (name: string) => ({
      source: 'environment',
      variables: [{ name, set: false }],
    });
    expect(listing?.secrets).toEqual([
      { setting: 'apiKey', ...notSet('K') },
      { setting: 'headers.Authorization', source: 'literal' },
      { setting: 'headers.X-Tenant', ...notSet('T') },
      { setting: 'proxy', source: 'file', path: 'p' },
    ]);
  });
});
