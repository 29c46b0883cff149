import { loadConfig } from '../../src/config/profile/load-config.ts';
import type { Profile } from '../../src/config/profile/profile.ts';
import { resolveProfile } from '../../src/config/profile/resolve-profile.ts';
import { providers } from '../../src/providers/index.ts';
import { world } from '../config/world.ts';

/** A profile `api` with these lines of YAML, read and checked like a configuration file. */
export async function describedProfile(
  lines: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Profile> {
  const text = `profiles:\n  api:\n    provider: http\n${lines.trimEnd().replace(/^(?=.)/gm, '    ')}\n`;
  const here = world({ env, readFile: async () => text });
  const { profiles } = await loadConfig({ config: 'described.yaml' }, providers, here);
  const entry = profiles.get('api');
  if (entry === undefined) throw new Error('There is no profile api.');
  return resolveProfile(entry, here);
}
