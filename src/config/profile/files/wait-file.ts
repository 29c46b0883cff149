import { resolve } from 'node:path';
import { ImportwatchError } from '../../../core/model/errors.ts';
import { either } from '../../../core/text/either.ts';
import { plainText } from '../../../core/text/text.ts';
import { sentenceAbout } from '../../file/mistake.ts';
import { flagName, variable, variableName } from '../../file/names.ts';
import type { ConfigWorld } from '../../file/world.ts';
import type { ProfileEntry } from '../../schema/config.ts';
import { optionMistake } from '../../schema/option.ts';
import { type WaitValues, waitOptions } from '../../schema/wait-options.ts';
import { createValueReader } from '../../secrets/value-reader.ts';

/** The options that name a file for a whole wait, however many imports it has. */
export type WaitFile = 'events' | 'metrics' | 'historyFile';

/** The path from the command line or the environment. Throws `usage` if it isn't valid. */
export function givenFile(
  key: WaitFile | 'failedTo',
  flags: WaitValues,
  env: ConfigWorld['env'],
): string | undefined {
  const inEnvironment = flags[key] === undefined;
  const raw = flags[key] ?? variable(env, variableName(key));
  if (raw === undefined) return undefined;
  const mistake = optionMistake(waitOptions[key], raw);
  if (mistake === undefined) return String(raw);
  const name = inEnvironment ? variableName(key) : flagName(key);
  throw new ImportwatchError('usage', sentenceAbout(name, mistake));
}

/**
 * The path in these profiles, or in the `defaults` of their files. Throws `usage` if they name
 * different files, and `config` if a path contains a variable that isn't set.
 */
export function configuredFile(
  key: WaitFile,
  entries: Iterable<ProfileEntry>,
  world: ConfigWorld,
): string | undefined {
  const named = placesOf(key, entries, world).filter(({ path }) => path !== undefined);
  const hint = `A wait has only one. Add ${flagName(key)} <file>, or wait for these imports separately.`;
  return pathOfAll(named, key, hint);
}

/** The same, if all these profiles have the same path or none. */
export function sharedFile(
  key: WaitFile,
  entries: Iterable<ProfileEntry>,
  world: ConfigWorld,
): string | undefined {
  const hint = `Choose one with ${flagName(key)} <file>.`;
  return pathOfAll(placesOf(key, entries, world), key, hint);
}

interface Place {
  readonly name: string;
  /** As written. */
  readonly path: string | undefined;
  /** The same for all paths of one file. */
  readonly place: string | undefined;
}

function placesOf(
  key: WaitFile,
  entries: Iterable<ProfileEntry>,
  world: ConfigWorld,
): readonly Place[] {
  return [...new Set(entries)].map((entry) => {
    const path = pathIn(entry, key, world);
    const isFile = path !== undefined && path !== '-';
    return { name: entry.name, path, place: isFile ? resolve(world.cwd, path) : path };
  });
}

function pathIn(
  { name, file, values, defaults }: ProfileEntry,
  key: WaitFile,
  world: ConfigWorld,
): string | undefined {
  const own = values[key];
  const reader = createValueReader(file, world);
  const at = own === undefined ? ['defaults', key] : ['profiles', name, key];
  const path = reader.option(at, own ?? defaults[key], waitOptions[key]);
  reader.check();
  return path === undefined ? undefined : String(path);
}

function pathOfAll(places: readonly Place[], key: WaitFile, hint: string): string | undefined {
  if (new Set(places.map(({ place }) => place)).size <= 1) return places[0]?.path;
  const named = places.map(({ name, path }) => `${name} (${path ?? `no ${key}`})`);
  const message = `Profiles ${either(named, 'and')} have different files for ${key}.`;
  throw new ImportwatchError('usage', plainText(message), { hint });
}
