// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are what is tested
import { describe, expect, it } from 'vitest';
import { neededSettings } from '../../../src/cli/commands/init/needed-settings.ts';
import { loadConfig } from '../../../src/config/profile/load-config.ts';
import { resolveProfile } from '../../../src/config/profile/resolve-profile.ts';
import type { ProfileEntry } from '../../../src/config/schema/config.ts';
import { login } from '../providers.ts';
import { world } from '../world.ts';

async function profile(...lines: string[]): Promise<ProfileEntry> {
  const all = ['provider: login', 'baseUrl: https://c.example.com', ...lines];
  const text = ['profiles:', '  es:', ...all.map((line) => `    ${line}`)].join('\n');
  const here = world({ readFile: async () => text });
  const { profiles } = await loadConfig({ config: 'c.yaml' }, [login], here);
  return profiles.get('es') as ProfileEntry;
}

describe('settings that depend on each other', () => {
  it.each([
    ['has username without password. Set both, or neither.', ['username: me']],
    ['has password without username. Set both, or neither.', ['password: "${PASSWORD}"']],
    ['has apiKey and username. Keep only one.', ['apiKey: x', 'username: me', 'password: x']],
  ])('are a mistake that names them: %s', async (mistake, lines) => {
    await expect(profile(...lines)).rejects.toMatchObject({
      code: 'config',
      message: expect.stringContaining(`profiles.es ${mistake}`),
    });
  });

  it.each([[[]], [['username: me', 'password: x']], [['apiKey: x']]])(
    'are right: %j',
    async (lines) => {
      expect(await profile(...lines)).toMatchObject({ name: 'es' });
    },
  );

  it('are a mistake if the environment leaves one of them empty', async () => {
    const entry = await profile('username: me', 'password: "${NONE:-}"');
    await expect(resolveProfile(entry, world())).rejects.toMatchObject({
      message: expect.stringContaining('password is empty.'),
    });
  });

  it('are prompted for together', () => {
    const baseUrl = 'https://c.example.com';
    expect(neededSettings(login, { baseUrl })).toEqual([]);
    expect(neededSettings(login, { baseUrl, username: 'me' })).toEqual([['password']]);
    expect(neededSettings(login, { baseUrl, password: 'x' })).toEqual([['username']]);
  });
});
