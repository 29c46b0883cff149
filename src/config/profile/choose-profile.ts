import { ImportwatchError } from '../../core/model/errors.ts';
import { plainText } from '../../core/text/text.ts';
import { variable } from '../file/names.ts';
import { didYouMean } from '../file/nearest.ts';
import type { ConfigWorld } from '../file/world.ts';
import type { Config, ProfileEntry } from '../schema/config.ts';
import { interpolate, Unresolved } from '../schema/interpolate.ts';

/** Names of profiles, the most important first. */
export interface ProfileChoice {
  readonly flag?: string | undefined;
  /** From the target. */
  readonly prefix?: string | undefined;
  /** The id of the import, if known, for the message. */
  readonly id?: string | undefined;
}

/**
 * By option, prefix of the target, `IMPORTWATCH_PROFILE`, `IMPORTWATCH_PROVIDER`, `defaultProfile`,
 * or because there is only one. Throws a `usage` error that names the existing profiles.
 */
export function chooseProfile(
  config: Config,
  { flag, prefix, id }: ProfileChoice,
  env: ConfigWorld['env'],
): ProfileEntry {
  const given = flag ?? prefix;
  const name = given ?? usualProfile(config, env);
  const names = [...config.profiles.keys()];
  const entry = name === undefined ? undefined : config.profiles.get(name);
  if (entry) return entry;
  if (names.length === 0) {
    throw new ImportwatchError('usage', noProfile(config), {
      hint:
        lackingProvider(env) ??
        'Run "importwatch init" to write one, or name a service with --provider and --base-url. To try importwatch without an account, run "importwatch demo".',
    });
  }
  throw name === undefined
    ? new ImportwatchError('usage', 'You have several profiles. Choose one of them.', {
        hint: `${id ? `Write ${names[0]}:${id}, or use --profile <name>.` : 'Use --profile <name>.'} To set a default, add defaultProfile to the configuration file. Profiles: ${names.join(', ')}.`,
      })
    : new ImportwatchError('usage', noSuchProfile(name, names, given === undefined, env), {
        hint: `${name === prefix ? 'If the id itself contains a colon, use --profile <name>. ' : ''}Profiles: ${names.join(', ')}.`,
      });
}

/** A name that isn't in the command needs its source. */
function noSuchProfile(
  name: string,
  names: readonly string[],
  isUsual: boolean,
  env: ConfigWorld['env'],
): string {
  const fromVariable = variable(env, 'IMPORTWATCH_PROFILE') === name;
  const source = fromVariable ? 'IMPORTWATCH_PROFILE' : 'defaultProfile';
  const mistake = isUsual
    ? `${source}: there is no profile "${name}".`
    : `There is no profile "${name}".`;
  return `${mistake}${didYouMean(name, names)}`;
}

/** Settings in the environment make no profile by themselves. */
function lackingProvider(env: ConfigWorld['env']): string | undefined {
  if (variable(env, 'IMPORTWATCH_BASE_URL') === undefined) return undefined;
  return `IMPORTWATCH_BASE_URL is set, but IMPORTWATCH_PROVIDER isn't. Set both, for example IMPORTWATCH_PROVIDER=elevate, or run "importwatch init".`;
}

export function noProfile({ without }: Config): string {
  return without === undefined
    ? 'Found no profiles in this folder, its parent folders or your user configuration.'
    : `There are no profiles in ${plainText(without)}.`;
}

/** The profile of a target without a prefix. */
export function usualProfile(config: Config, env: ConfigWorld['env']): string | undefined {
  const [only, second] = config.profiles.keys();
  const origin = config.profiles.values().next().value?.file.origin;
  if (origin === 'command line') return only;
  return (
    variable(env, 'IMPORTWATCH_PROFILE') ??
    (origin === 'environment' ? only : defaultProfile(config, env)) ??
    (second === undefined ? only : undefined)
  );
}

function defaultProfile(
  { defaultProfile: text }: Config,
  env: ConfigWorld['env'],
): string | undefined {
  try {
    return text === undefined ? undefined : interpolate(text, env).text;
  } catch (error) {
    throw error instanceof Unresolved
      ? new ImportwatchError('config', `defaultProfile ${error.message}`)
      : error;
  }
}
