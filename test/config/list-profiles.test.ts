// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are what is tested
import { describe, expect, it } from 'vitest';
import { listProfiles } from '../../src/config/list-profiles.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { providers } from './providers.ts';
import { world } from './world.ts';

async function list(text: string, env = {}) {
  const here = world({ env, readFile: async () => text });
  return listProfiles(await loadConfig({ config: 'c.yaml' }, providers, here), env);
}

describe('listProfiles', () => {
  it('tells provider, address, file and whether a profile is the usual one', async () => {
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
        usual: false,
      },
      { name: 'b', baseUrl: { url: 'https://chat.example.com' }, usual: true },
    ]);
    const [, unknown] = await list(text);
    expect(unknown?.baseUrl).toEqual({
      problem: 'needs the environment variable URL, which is not set.',
    });
    const [, wrong] = await list(text, { URL: 'https://u:hidden@x' });
    expect(wrong?.baseUrl).toEqual({
      problem: 'holds credentials; they go into settings of their own.',
    });
  });

  it('tells where each secret comes from and never what it is', async () => {
    const secret = 'hidden-value';
    const sources = {
      '${KEY}': 'environment KEY (set)',
      '${NOWHERE}': 'environment NOWHERE (not set)',
      '${NOWHERE:-hidden-value}':
        'environment NOWHERE (not set), so the default in the file (masked)',
      '${KEY}-${EMPTY}': 'environment KEY (set), environment EMPTY (not set)',
      '{ env: KEY }': 'environment KEY (set)',
      '{ file: /run/secrets/key }': 'file /run/secrets/key',
      '{ command: "echo hidden-value" }': 'command',
      'hidden-value': 'literal in the file (masked)',
    };
    for (const [value, from] of Object.entries(sources)) {
      const listing = await list(
        `profiles:\n  a: { provider: cluster, clusterId: w1, apiKey: ${value.startsWith('{') ? value : `"${value}"`} }`,
        { KEY: secret, EMPTY: '' },
      );
      expect(listing[0]?.secrets).toEqual([{ setting: 'apiKey', from }]);
      expect(JSON.stringify(listing)).not.toContain(secret);
    }
  });

  it('counts headers and a proxy by reference among the secrets', async () => {
    const headers = '{ Authorization: "Bearer hidden", X-Tenant: "${T}", Accept-Language: sv }';
    const text = `profiles:\n  a: { provider: cluster, clusterId: w1, apiKey: { env: K }, proxy: { file: p }, headers: ${headers} }`;
    const [listing] = await list(text);
    expect(listing?.secrets).toEqual([
      { setting: 'apiKey', from: 'environment K (not set)' },
      { setting: 'headers.Authorization', from: 'literal in the file (masked)' },
      { setting: 'headers.X-Tenant', from: 'environment T (not set)' },
      { setting: 'proxy', from: 'file p' },
    ]);
  });
});
