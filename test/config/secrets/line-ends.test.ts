// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how a variable is written
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config/profile/load-config.ts';
import { resolveProfile } from '../../../src/config/profile/resolve-profile.ts';
import { providers } from '../../../src/providers/index.ts';
import { describedProfile } from '../../helpers/described.ts';
import { world } from '../world.ts';

const state = 'state: { from: s, words: { d: succeeded } }\nrequest: { path: /a }';
const resolve = (lines: string, env: Readonly<Record<string, string>>) =>
  describedProfile(`baseUrl: https://api.example.com\n${state}\n${lines}`, env);

describe('line breaks at the end of a variable', () => {
  it.each(['\n', '\r\n', '\n\n'])('are no part of a secret: %j', async (end) => {
    const env = { KK: `example-key${end}`, URL: `https://env.example${end}` };
    const lines = 'headers: { X-A: "${KK}", X-B: { env: KK }, X-C: "Bearer ${KK}" }';
    const { headers, secrets } = await resolve(lines, env);
    expect(headers).toEqual({
      'x-a': 'example-key',
      'x-b': 'example-key',
      'x-c': 'Bearer example-key',
    });
    expect(secrets).toContain('example-key');
    expect(secrets.filter((secret) => /[\r\n]/.test(secret))).toEqual([]);
  });

  it('are no part of the settings in the environment', async () => {
    const env = {
      IMPORTWATCH_PROVIDER: 'elevate\n',
      IMPORTWATCH_BASE_URL: 'https://c.example.com\r\n',
      IMPORTWATCH_API_KEY: 'example-key\n',
    };
    const here = world({ env });
    const [entry] = (await loadConfig({}, providers, here)).profiles.values();
    if (entry === undefined) throw new Error('There is no profile.');
    const { settings, baseUrl } = await resolveProfile(entry, here);
    expect(settings['apiKey']).toBe('example-key');
    expect(baseUrl.href).toBe('https://c.example.com/');
  });

  it('alone are an empty variable', async () => {
    const lines = 'headers: { X-A: { env: KK } }';
    await expect(resolve(lines, { KK: '\n' })).rejects.toThrow('variable KK, which is empty.');
    const { headers } = await resolve('headers: { X-A: "${KK:-example}" }', { KK: '\r\n' });
    expect(headers).toEqual({ 'x-a': 'example' });
  });

  it.each(['example\nkey', '\nexample-key', 'example\r\nkey\n'])(
    'elsewhere are a mistake: %j',
    async (KK) => {
      for (const value of ['"${KK}"', '{ env: KK }']) {
        await expect(resolve(`headers: { X-A: ${value} }`, { KK })).rejects.toThrow(
          /X-A contains a line break/,
        );
      }
    },
  );
});
