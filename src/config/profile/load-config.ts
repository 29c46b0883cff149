import type { Provider } from '../../core/provider/provider.ts';
import { findConfig, findOwnConfig, findSilent } from '../file/find.ts';
import { loadNamed } from '../file/load-named.ts';
import type { Mistake } from '../file/mistake.ts';
import { type ConfigFile, mistakesError } from '../file/mistakes-error.ts';
import { variable } from '../file/names.ts';
import { didYouMean } from '../file/nearest.ts';
import type { ConfigWorld } from '../file/world.ts';
import type { Config, ConfigChoice, ProfileEntry } from '../schema/config.ts';
import { isInterpolated } from '../schema/interpolate.ts';
import type { WaitValues } from '../schema/wait-options.ts';
import { commandLineConfig, environmentConfig } from './command-line-config.ts';
import { validate } from './validate.ts';

/**
 * Finds, reads, checks and merges the files. If two profiles have the same name, the nearer one
 * replaces the other entirely. Rejects with one `config` error for all mistakes in a file, or with
 * `usage` for a contradictory choice.
 */
export async function loadConfig(
  choice: ConfigChoice,
  providers: readonly Provider[],
  world: ConfigWorld,
): Promise<Config> {
  const files = await filesOf(choice, providers, world);
  const names = files.flatMap((file) => Object.keys(contentOf(file).profiles ?? {}));
  for (const file of files) {
    const mistakes = [...(await validate(file, providers)), ...defaultProfileMistakes(file, names)];
    if (mistakes.length > 0) throw mistakesError(file, mistakes);
  }
  const config = merge(files, providers);
  if (config.profiles.size > 0) return config;
  const without = files[0]?.path ?? (await findSilent(world));
  return without === undefined ? config : { ...config, without };
}

async function filesOf(
  choice: ConfigChoice,
  providers: readonly Provider[],
  world: ConfigWorld,
): Promise<readonly ConfigFile[]> {
  const commandLine = commandLineConfig(choice, providers, world.env);
  if (commandLine) return [commandLine];
  const environment = environmentConfig(choice, providers, world.env);
  const named = choice.config ?? variable(world.env, 'IMPORTWATCH_CONFIG');
  const [nearer, own] = await Promise.all([
    named === undefined ? findConfig(world) : loadNamed(named, world),
    findOwnConfig(world),
  ]);
  return [environment, nearer, ...(own?.path === nearer?.path ? [] : [own])].filter(
    (file) => file !== undefined,
  );
}

interface Content {
  readonly defaultProfile?: string | number;
  readonly defaults?: WaitValues;
  readonly profiles?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Only valid once the file is checked. */
function contentOf({ document }: ConfigFile): Content {
  return (document.value ?? {}) as Content;
}

function defaultProfileMistakes(file: ConfigFile, names: readonly string[]): readonly Mistake[] {
  const { defaultProfile: name } = contentOf(file);
  if (typeof name !== 'string' && typeof name !== 'number') return [];
  if (isInterpolated(name) || names.includes(String(name))) return [];
  const message = `"${name}" isn't a profile.${didYouMean(String(name), names)}`;
  return [{ path: ['defaultProfile'], message }];
}

function merge(files: readonly ConfigFile[], providers: readonly Provider[]): Config {
  const profiles = new Map<string, ProfileEntry>();
  for (const file of files) {
    const { profiles: own = {}, defaults = {} } = contentOf(file);
    for (const [name, values] of Object.entries(own)) {
      const nearer = profiles.get(name);
      const provider = providers.find((provider) => provider.name === values['provider']);
      if (nearer) profiles.set(name, { ...nearer, hides: file.path });
      else if (provider) profiles.set(name, { name, provider, file, values, defaults });
    }
  }
  const [defaultProfile] = files.flatMap((file) => contentOf(file).defaultProfile ?? []);
  return {
    profiles,
    ...(defaultProfile !== undefined && { defaultProfile: String(defaultProfile) }),
  };
}
