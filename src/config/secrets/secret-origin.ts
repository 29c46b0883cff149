import { variable } from '../file/names.ts';
import type { ConfigWorld } from '../file/world.ts';
import type { ProfileEntry } from '../schema/config.ts';
import { variablesIn } from '../schema/interpolate.ts';
import type { Reference } from './secret.ts';
import { secretValues } from './secret-values.ts';

/** The place of a secret, without reading it. */
export type SecretOrigin =
  | { readonly source: 'environment'; readonly variables: readonly Variable[] }
  /** The path as written. */
  | { readonly source: 'file'; readonly path: string; readonly missing?: true }
  | { readonly source: 'command' }
  /** Literally in the configuration. */
  | { readonly source: 'literal' };

interface Variable {
  readonly name: string;
  readonly set: boolean;
  /** The configuration has a default for it. */
  readonly hasDefault?: true;
}

/** By its path below the profile: `apiKey`, `headers.X-Token`. */
export type NamedOrigin = SecretOrigin & { readonly setting: string };

export function secretOrigins(
  entry: ProfileEntry,
  env: ConfigWorld['env'],
): readonly NamedOrigin[] {
  return secretValues(entry).map(([setting, raw]) => ({ setting, ...originOf(raw, env) }));
}

function originOf(raw: unknown, env: ConfigWorld['env']): SecretOrigin {
  const isSet = (name: string) => ({ name, set: variable(env, name) !== undefined });
  if (typeof raw === 'object') {
    const { env: name, file } = raw as Reference;
    if (name !== undefined) return { source: 'environment', variables: [isSet(String(name))] };
    return file === undefined ? { source: 'command' } : { source: 'file', path: String(file) };
  }
  const variables = variablesIn(String(raw)).map(({ name, fallback }) => ({
    ...isSet(name),
    ...(fallback !== undefined && { hasDefault: true as const }),
  }));
  return variables.length === 0 ? { source: 'literal' } : { source: 'environment', variables };
}
