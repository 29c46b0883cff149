import type { Profile } from '../../config/profile/profile.ts';
import { providerNamed } from '../../config/schema/provider-named.ts';
import { leavesOf } from '../../config/secrets/read-description.ts';
import type { Structure } from '../../core/provider/field.ts';
import { providers } from '../../providers/index.ts';

/** Values of a profile as a configuration file could hold them. */
interface RecordedProfile {
  readonly values: Readonly<Record<string, string | number | Structure>>;
  /** The values that could reveal the owner of the profile. */
  readonly identifying: readonly string[];
}

const example = 'example-secret';
const usualBodyBytes = 1024 * 1024;

/** The values that make the same provider again, with an example instead of each secret. */
export function recordedProfile(profile: Profile): RecordedProfile {
  const { provider, settings, described, baseUrl, maxBodyBytes } = profile;
  const given = Object.entries(settings).filter(
    ([key, value]) => value !== provider.settings[key]?.default,
  );
  // The provider of the profile was made by what these keys describe.
  const { keys = {} } = providerNamed(provider.name, providers).description ?? {};
  const leaves = described ? leavesOf(keys, described) : [];
  const variables = leaves.filter(({ path }) => path[0] === 'variables');
  const identifying = given.filter(([key]) => {
    const { secret, choices } = provider.settings[key] ?? {};
    return !secret && !choices;
  });
  return {
    values: {
      provider: provider.name,
      ...Object.fromEntries(
        given.map(([key, value]) => [key, provider.settings[key]?.secret ? example : value]),
      ),
      ...(described && withoutSecrets(described, leaves)),
      ...(maxBodyBytes !== usualBodyBytes && { maxBodyBytes }),
    },
    identifying: [
      baseUrl.href,
      ...identifying.map(([, value]) => value),
      ...variables.map(({ raw }) => String(raw)),
    ],
  };
}

type Leaf = ReturnType<typeof leavesOf>[number];

function withoutSecrets(described: Structure, leaves: readonly Leaf[]): Structure {
  const secret = new Set(
    leaves.filter((leaf) => leaf.secret).map(({ path }) => JSON.stringify(path)),
  );
  const copy = (structure: Structure, above: readonly string[]): Structure =>
    Object.fromEntries(
      Object.entries(structure).map(([key, value]) => {
        const path = [...above, key];
        if (secret.has(JSON.stringify(path))) return [key, example];
        const isMapping = typeof value === 'object' && value !== null && !Array.isArray(value);
        return [key, isMapping ? copy(value as Structure, path) : value];
      }),
    );
  return copy(described, []);
}
