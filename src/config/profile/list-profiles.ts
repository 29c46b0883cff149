import { SettingMistake } from '../../core/provider/setting-mistake.ts';
import type { ConfigWorld } from '../file/world.ts';
import { baseUrlMistake } from '../schema/address.ts';
import type { Config, ProfileEntry } from '../schema/config.ts';
import { interpolate, Unresolved } from '../schema/interpolate.ts';
import { readBoolean } from '../schema/option.ts';
import { type NamedOrigin, secretOrigins } from '../secrets/secret-origin.ts';
import { usualProfile } from './choose-profile.ts';

/** A profile as it can be shown: its secrets are not read. */
export interface ProfileListing {
  readonly name: string;
  readonly provider: string;
  /** The address, or why it is unknown. */
  readonly baseUrl: { readonly url: string } | { readonly problem: string };
  /** Its file, or `command line`. */
  readonly source: string;
  /** The profile used if none is named. */
  readonly default: boolean;
  /** The file whose profile of the same name it overrides. */
  readonly hides?: string;
  /** The certificate of the service is not verified. */
  readonly insecureTls?: true;
  readonly secrets: readonly NamedOrigin[];
}

/** The active profiles, in the order of their files. */
export function listProfiles(config: Config, env: ConfigWorld['env']): readonly ProfileListing[] {
  const usual = usualProfile(config, env);
  return [...config.profiles.values()].map((entry) => ({
    name: entry.name,
    provider: entry.provider.name,
    baseUrl: baseUrlOf(entry, env),
    source: entry.file.path,
    default: entry.name === usual,
    ...(entry.hides !== undefined && { hides: entry.hides }),
    ...(isInsecure(entry, env) && { insecureTls: true as const }),
    secrets: secretOrigins(entry, env),
  }));
}

function isInsecure({ values }: ProfileEntry, env: ConfigWorld['env']): boolean {
  const raw = values['insecureTls'];
  try {
    return readBoolean(typeof raw === 'string' ? interpolate(raw, env).text : raw) ?? false;
  } catch (error) {
    if (!(error instanceof Unresolved)) throw error;
    return false;
  }
}

function baseUrlOf(
  { provider, values }: ProfileEntry,
  env: ConfigWorld['env'],
): ProfileListing['baseUrl'] {
  const settings: Record<string, string> = {};
  try {
    for (const [key, setting] of Object.entries(provider.settings)) {
      const matters = key === 'baseUrl' || values['baseUrl'] === undefined;
      const raw = setting.secret || !matters ? undefined : (values[key] ?? setting.default);
      if (raw !== undefined) settings[key] = interpolate(String(raw), env).text;
    }
    const url = provider.baseUrl?.(settings) ?? settings['baseUrl'] ?? '';
    const problem = baseUrlMistake(url);
    return problem === undefined ? { url } : { problem };
  } catch (error) {
    if (!(error instanceof Unresolved || error instanceof SettingMistake)) throw error;
    return { problem: error.message };
  }
}
