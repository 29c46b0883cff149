import type { Profile } from '../../../config/profile/profile.ts';
import { ImportwatchError } from '../../../core/model/errors.ts';
import type { Connection } from '../../../core/provider/provider.ts';

/**
 * The same service, asked for its address alone and without anything of the profile: whatever it
 * answers, there is one who answers. What a proxy says has no status.
 */
export function probingProfile(profile: Profile): Profile {
  return {
    ...profile,
    headers: {},
    provider: {
      ...profile.provider,
      connect: (_settings, client): Connection => ({
        poll: () => Promise.reject(new Error('There is no import to ask for.')),
        async probe(signal) {
          await client({ path: '/' }, signal).catch((error: unknown) => {
            if (!(error instanceof ImportwatchError) || error.status === undefined) throw error;
          });
        },
      }),
    },
  };
}
