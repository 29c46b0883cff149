import type { Profile } from '../../../config/profile/profile.ts';
import { ImportwatchError } from '../../../core/model/errors.ts';
import type { Connection } from '../../../core/provider/provider.ts';

/**
 * The same service, to be polled at its base address without anything from the profile: any answer
 * shows that something answers there. An answer of the proxy has no status.
 */
export function probingProfile(profile: Profile): Profile {
  return {
    ...profile,
    headers: {},
    provider: {
      ...profile.provider,
      connect: (_settings, client): Connection => ({
        poll: () => Promise.reject(new Error('There is no import to poll.')),
        async probe(signal) {
          await client({ path: '/' }, signal).catch((error: unknown) => {
            if (!(error instanceof ImportwatchError) || error.status === undefined) throw error;
          });
        },
      }),
    },
  };
}
