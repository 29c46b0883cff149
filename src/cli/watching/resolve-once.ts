import type { Profile } from '../../config/profile/profile.ts';
import { resolveProfile } from '../../config/profile/resolve-profile.ts';
import type { ProfileEntry } from '../../config/schema/config.ts';
import type { World } from '../world.ts';
import type { ProfilePart } from './within-limit.ts';

export type Resolve = (entry: ProfileEntry) => Promise<Profile>;

/** Resolves each profile once, and redacts its secrets from then on. */
export function createResolve(
  limited: (secrets: ProfilePart, reading: Promise<Profile>) => Promise<Profile>,
  { config, redactor }: Pick<World, 'config' | 'redactor'>,
): Resolve {
  return onceForEach(async (entry) => {
    const profile = await limited({ entry, part: 'secrets' }, resolveProfile(entry, config));
    for (const secret of profile.secrets) redactor.add(secret);
    return profile;
  });
}

/** Does the same work only once for each key. */
export function onceForEach<K, V>(work: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const value = made.has(key) ? (made.get(key) as V) : work(key);
    made.set(key, value);
    return value;
  };
}
