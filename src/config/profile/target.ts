import { ImportwatchError } from '../../core/model/errors.ts';
import { cleanId, trimId } from '../../core/model/import-id.ts';
import type { OwnWarning, Warning } from '../../core/model/warning.ts';
import { plainText } from '../../core/text/text.ts';
import { nearest } from '../file/nearest.ts';
import type { ConfigWorld } from '../file/world.ts';
import type { Config, ProfileEntry } from '../schema/config.ts';
import { chooseProfile, type ProfileChoice, usualProfile } from './choose-profile.ts';

/** An import to watch. */
export interface ChosenTarget {
  readonly profile: ProfileEntry;
  /** Absent if the target has none. */
  readonly id?: string;
  /** Another possible meaning of the id, as a sentence, if the service doesn't find it. */
  readonly ifNotFound?: string;
  /** The import was started a moment ago, so the service may not know its id yet. */
  readonly justStarted?: boolean;
  /** Without an id: the import was started at this time (epoch ms) or later. */
  readonly startedSince?: number;
  readonly warnings?: readonly Warning[];
}

interface TargetOptions extends Pick<ProfileChoice, 'flag'> {
  readonly isId?: boolean;
  readonly withInput?: boolean;
}

/**
 * The meaning of `id`, `profile:id`, `profile:` or no target at all (`undefined`). The part before
 * the first colon is a profile only if a profile has that name, and never with `isId`. If it is
 * similar to a profile's name, it is refused unless `flag` names the profile. The id `-` means
 * standard input, and is refused without `withInput`. Throws a `usage` error.
 */
export function chooseTarget(
  given: string | undefined,
  config: Config,
  { flag, isId = false, withInput = false }: TargetOptions,
  env: ConfigWorld['env'],
): ChosenTarget {
  const text = given && trimId(given);
  if (text !== undefined && /^(?::+-?)?$/.test(text)) {
    const what = text === '' ? 'The target is empty.' : `The target "${text}" is empty.`;
    throw new ImportwatchError('usage', what, {
      hint: 'The shell variable is probably unset. Write "${ID:?}" to make the shell fail first.',
    });
  }
  const usual = flag ?? usualProfile(config, env);
  const { prefix, id: rest }: { prefix?: string | undefined; id: string } = isId
    ? { prefix: undefined, id: text ?? '' }
    : parseTarget(text ?? '', config, { flag, usual });
  if (prefix !== undefined && !config.profiles.has(prefix)) cleanId(text ?? '');
  const id = cleanId(rest);
  const profile = chooseProfile(config, { flag, prefix, id }, env);
  if (/^(?:\.{1,2}|:+)$/.test(id) || (id === '-' && !withInput)) {
    throw new ImportwatchError('usage', `"${id}" isn't a valid id.`, {
      hint: idHint(profile),
    });
  }
  if (/^(?:null|undefined|None|NaN)$/.test(id)) {
    throw new ImportwatchError('usage', `"${id}" isn't an id. It means that a value is missing.`, {
      hint: 'A script, or jq, probably looked for the id in the wrong place.',
    });
  }
  if (/^(?:<.*>|\$\{?[A-Z_][A-Z0-9_]*\}?)$/.test(id)) {
    throw new ImportwatchError('usage', `"${plainText(id)}" isn't an id. It's a placeholder.`, {
      hint: `${idHint(profile)}. Variables need double quotes, not single ones.`,
    });
  }
  if (id === '' && profile.provider.id.required) {
    throw missingId(profile, idHint(profile, text));
  }
  const contradicted = prefix !== undefined && prefix !== profile.name;
  return {
    profile,
    ...(id !== '' && { id }),
    ...(prefix === undefined && !isId && otherMeaning(id, profile)),
    ...(contradicted && { warnings: [otherProfile(text ?? '', prefix, profile)] }),
  };
}

/** The profile of a target that may have other mistakes. `undefined` if it can't be told. */
export function profileOfTarget(
  given: string | undefined,
  config: Config,
  { flag }: Pick<ProfileChoice, 'flag'>,
  env: ConfigWorld['env'],
): ProfileEntry | undefined {
  try {
    const usual = flag ?? usualProfile(config, env);
    const { prefix } = parseTarget(given ?? '', config, { flag, usual });
    return chooseProfile(config, { flag, prefix }, env);
  } catch {
    return undefined;
  }
}

/** The error if the profile's service needs an id. */
export function missingId(profile: Named, hint = idHint(profile)): ImportwatchError {
  const { name, provider } = profile;
  const message = `Profile ${plainText(name)} needs an id: the ${provider.id.describe}.`;
  return new ImportwatchError('usage', message, { hint });
}

/**
 * A profile's name alone means the profile, unless another one is chosen. An id doesn't end in
 * `:` or `:-`. An address is an id.
 */
function parseTarget(
  text: string,
  { profiles }: Config,
  { flag, usual }: { readonly flag: string | undefined; readonly usual: string | undefined },
): { prefix?: string; id: string } {
  const colon = text.indexOf(':');
  const prefix = text.slice(0, Math.max(0, colon));
  if (profiles.has(prefix)) return { prefix, id: text.slice(colon + 1) };
  if (/^https?:\/\//i.test(text)) return { id: text };
  if (profiles.has(text) && (usual === undefined || usual === text))
    return { prefix: text, id: '' };
  const isNear = () => flag === undefined && nearest(prefix, profiles.keys()) !== undefined;
  const hasNoId = /^-?$/.test(text.slice(colon + 1));
  const mistyped = usual === undefined || hasNoId || isNear();
  return colon > 0 && mistyped ? { prefix, id: text.slice(colon + 1) } : { id: text };
}

/** With `--provider` or `--base-url`, importwatch reads no files and so knows no profiles. */
function otherMeaning(id: string, { name, file }: ProfileEntry): Pick<ChosenTarget, 'ifNotFound'> {
  const colon = id.indexOf(':');
  if (colon < 1) return {};
  const prefix = id.slice(0, colon);
  return {
    ifNotFound:
      file.origin === 'command line'
        ? `With --provider or --base-url, importwatch ignores your profiles and uses "${id}" as the id. If ${prefix} is a profile, remove these options.`
        : `There is no profile "${prefix}", so importwatch used "${id}" as an id of ${name}.`,
  };
}

/** The option overrides the target's prefix. */
function otherProfile(text: string, prefix: string, { name }: ProfileEntry): OwnWarning {
  return {
    code: 'other-profile',
    message: `"${text}" names profile ${prefix}, but --profile says ${name}, and --profile wins. Remove one of them.`,
  };
}

type Named = Pick<ProfileEntry, 'name' | 'provider'>;

/** If a target ends where its id should begin, a script probably built it. */
function idHint({ name, provider: { id } }: Named, text = ''): string {
  const give = `Add the id that the service returned when the import started, for example ${name}:${id.example}`;
  return text.endsWith(':') ? `If you used a shell variable, it's probably unset. ${give}` : give;
}
