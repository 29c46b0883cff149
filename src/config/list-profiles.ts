import type { Key } from '../core/description.ts';
import { baseUrlMistake } from './address.ts';
import { usualProfile } from './choose-profile.ts';
import type { Config, ProfileEntry } from './config.ts';
import { interpolate, Unresolved, variablesIn } from './interpolate.ts';
import { leavesOf } from './read-description.ts';
import { isSecretHeader, type Reference } from './secret.ts';
import type { ConfigWorld } from './world.ts';

/** A profile as it can be shown: no secret is read. */
export interface ProfileListing {
  readonly name: string;
  readonly provider: string;
  /** The address, or why it is not known. */
  readonly baseUrl: { readonly url: string } | { readonly problem: string };
  /** The file that it stands in, or `command line`. */
  readonly source: string;
  /** The one that is taken where none is named. */
  readonly usual: boolean;
  /** The file whose profile of the same name it stands before. */
  readonly hides?: string;
  /** By path below the profile: `apiKey`, `headers.X-Token`. */
  readonly secrets: readonly { readonly setting: string; readonly from: string }[];
}

/** The profiles in force, in the order of their files. */
export function listProfiles(config: Config, env: ConfigWorld['env']): readonly ProfileListing[] {
  const usual = usualProfile(config, env);
  return [...config.profiles.values()].map((entry) => ({
    name: entry.name,
    provider: entry.provider.name,
    baseUrl: baseUrlOf(entry, env),
    source: entry.file.path,
    usual: entry.name === usual,
    ...(entry.hides !== undefined && { hides: entry.hides }),
    secrets: secretsOf(entry, env),
  }));
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
  } catch (error) {
    if (!(error instanceof Unresolved)) throw error;
    return { problem: error.message };
  }
  const url = provider.baseUrl?.(settings) ?? settings['baseUrl'] ?? '';
  const problem = baseUrlMistake(url);
  return problem === undefined ? { url } : { problem };
}

function secretsOf({ provider, values }: ProfileEntry, env: ConfigWorld['env']) {
  const headers = Object.entries(values['headers'] ?? {})
    .filter(([name, raw]) => isSecretHeader(name, raw))
    .map(([name, raw]) => [`headers.${name}`, raw] as const);
  const settings = Object.entries(provider.settings)
    .filter(([key, { secret }]) => secret && values[key] !== undefined)
    .map(([key]) => [key, values[key]] as const);
  const described = secretLeaves(provider.description?.keys ?? {}, values);
  const proxy = typeof values['proxy'] === 'object' ? [['proxy', values['proxy']] as const] : [];
  return [...settings, ...described, ...headers, ...proxy].map(([setting, raw]) => ({
    setting,
    from: originOf(raw, env),
  }));
}

function secretLeaves(keys: Readonly<Record<string, Key>>, values: ProfileEntry['values']) {
  return leavesOf(keys, values)
    .filter(({ secret }) => secret)
    .map(({ path, raw }) => [path.join('.'), raw] as const);
}

function originOf(raw: unknown, env: ConfigWorld['env']): string {
  if (typeof raw === 'object') {
    const { env: name, file } = raw as Reference;
    if (name !== undefined) return environment(String(name), env);
    return file === undefined ? 'command' : `file ${file}`;
  }
  const variables = variablesIn(String(raw));
  if (variables.length === 0) return 'literal in the file (masked)';
  return variables
    .map(({ name, fallback }) =>
      env[name] || fallback === undefined
        ? environment(name, env)
        : `${environment(name, env)}, so the default in the file (masked)`,
    )
    .join(', ');
}

function environment(name: string, env: ConfigWorld['env']): string {
  return `environment ${name} (${env[name] ? 'set' : 'not set'})`;
}
