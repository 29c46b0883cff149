import { ImportwatchError } from '../../core/model/errors.ts';
import type { Key } from '../../core/provider/field.ts';
import type { Provider } from '../../core/provider/provider.ts';
import { documentOf } from '../file/document.ts';
import type { Mistake } from '../file/mistake.ts';
import { type ConfigFile, mistakesError } from '../file/mistakes-error.ts';
import { keyProblem, mostDepth } from '../file/plain-data.ts';
import type { ConfigWorld } from '../file/world.ts';
import { literally } from '../schema/interpolate.ts';
import { interpolateData } from '../secrets/interpolate-data.ts';
import type { Profile } from './profile.ts';
import { resolveProfile } from './resolve-profile.ts';
import { validate } from './validate.ts';

/**
 * A profile from a program, checked like one in a file and taken as written: nothing in it refers
 * to the environment. Rejects with one error for all mistakes, which names the profile by `place`.
 */
export async function resolveGivenProfile(
  name: string,
  provider: Provider,
  given: Readonly<Record<string, unknown>>,
  world: Pick<ConfigWorld, 'cwd' | 'home' | 'readFile'>,
  place = name,
): Promise<Profile> {
  const file = (content: object): ConfigFile => ({
    path: place,
    origin: 'program',
    document: documentOf(content),
  });
  const wrongKeys = keyMistakes({ profiles: { [name]: given } });
  if (wrongKeys.length > 0) throw mistakesError(file({}), wrongKeys);
  const { headers, ...rest } = given;
  const values = {
    ...literal(rest, place, Object.keys(provider.settings)),
    ...described(rest, provider.description?.keys ?? {}),
    ...(headers !== undefined && { headers: literal(headers as typeof given, place) }),
  };
  const config = file({ profiles: { [name]: { provider: provider.name, ...values } } });
  const mistakes = await validate(config, [provider]);
  if (mistakes.length > 0) throw mistakesError(config, mistakes);
  const entry = { name, provider, file: config, values, defaults: {} };
  return resolveProfile(entry, { ...world, env: {}, run: refused, importModule: refused });
}

/** The keys that no file can have either, and what is nested deeper than in any file. */
function keyMistakes(value: unknown, path: readonly string[] = []): readonly Mistake[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) => {
    const at = [...path, key];
    const message = at.length > mostDepth ? 'is nested too deeply.' : keyProblem(key);
    return message ? [{ path: at, message }] : keyMistakes(below, at);
  });
}

/** Without undefined values. Settings must be text: references to secrets are only for files. */
function literal(
  values: Readonly<Record<string, unknown>>,
  place: string,
  texts = Object.keys(values),
): Record<string, unknown> {
  const there = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    there.map(([key, value]) => {
      if (typeof value === 'string') return [key, literally(value)];
      if (texts.includes(key))
        throw new ImportwatchError('config', `${place}: ${key} must be text.`);
      return [key, value];
    }),
  );
}

/** The structured part, in which only some texts would refer to the environment. */
function described(
  values: Readonly<Record<string, unknown>>,
  keys: Readonly<Record<string, Key>>,
): Record<string, unknown> {
  const there = Object.entries(values).filter(([name]) => Object.hasOwn(keys, name));
  return Object.fromEntries(there.map(([name, value]) => [name, part(value, keys[name])]));
}

function part(value: unknown, key: Key | undefined): unknown {
  if (typeof value === 'string') return key?.environment ? literally(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (key?.data && key.environment) return interpolateData(value, literally);
  if (Array.isArray(value)) return value;
  const below = Object.entries(value).map(([name, each]) => [
    name,
    part(each, key?.keys?.[name] ?? key?.names),
  ]);
  return Object.fromEntries(below);
}

function refused(): Promise<never> {
  return Promise.reject(new Error('is refused'));
}
