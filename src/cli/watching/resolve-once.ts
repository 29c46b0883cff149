import type { Profile } from '../../config/profile/profile.ts';
import { resolveProfile } from '../../config/profile/resolve-profile.ts';
import type { ProfileEntry } from '../../config/schema/config.ts';
import type { World } from '../world.ts';

export type Resolve = (entry: ProfileEntry) => Promise<Profile>;

/** Resolves each profile once, and redacts its secrets from then on. */
export function createResolve(
  limited: (entry: ProfileEntry, reading: Promise<Profile>) => Promise<Profile>,
  { config, redactor }: Pick<World, 'config' | 'redactor'>,
): Resolve {
  const profiles = new Map<ProfileEntry, Promise<Profile>>();
  return (entry) => {
    const resolving =
      profiles.get(entry) ??
      limited(entry, resolveProfile(entry, config)).then((profile) => {
        for (const secret of profile.secrets) redactor.add(secret);
        return profile;
      });
    profiles.set(entry, resolving);
    return resolving;
  };
}
