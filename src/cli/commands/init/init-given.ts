import { didYouMean } from '../../../config/file/nearest.ts';
import { literally } from '../../../config/schema/interpolate.ts';
import { profileOptions } from '../../../config/schema/profile-options.ts';
import { waitOptions } from '../../../config/schema/wait-options.ts';
import type { Reference } from '../../../config/secrets/secret.ts';
import { ImportwatchError } from '../../../core/model/errors.ts';
import type { Provider } from '../../../core/provider/provider.ts';

export interface InitFlags {
  readonly provider?: string;
  readonly baseUrl?: string;
  readonly set?: readonly string[];
  readonly secret?: readonly string[];
  readonly name?: string;
  readonly file?: string;
  /** The same as `file`. */
  readonly config?: string;
  /** Write the user's own file. */
  readonly user?: boolean;
  readonly default?: boolean;
  readonly force?: boolean;
  readonly yes?: boolean;
  /** False: save the profile without testing it. */
  readonly try?: boolean;
}

/** Values of a profile as a file has them: texts, and references to secrets. */
export type Written = Readonly<Record<string, string | Reference>>;

/** The settings from the options. Throws `usage`, also if an option has a secret itself. */
export function givenValues(
  { baseUrl, set = [], secret = [] }: InitFlags,
  provider: Provider,
): Written {
  const { settings, name } = provider;
  if (baseUrl === '') {
    throw new ImportwatchError('usage', '--base-url is empty.', {
      hint: 'The shell variable is probably unset.',
    });
  }
  const setting = `a key and a value, such as ${exampleOf(provider)}`;
  const texts = set.map((text) => pairOf('--set', setting, text));
  const places = secret.map((text) =>
    pairOf('--secret', `a key and a place, such as ${secretOf(provider)}=env:NAME`, text),
  );
  for (const [key] of places) {
    if (settings[key]?.secret) continue;
    const secrets = Object.keys(settings).filter((key) => settings[key]?.secret);
    throw new ImportwatchError('usage', `--secret ${key}: ${name} has no secret "${key}".`, {
      hint: secrets.length > 0 ? `Its secrets: ${secrets.join(', ')}.` : undefined,
    });
  }
  for (const [key] of texts) {
    refuseMisspelled(key, provider);
    if (!settings[key]?.secret) continue;
    throw new ImportwatchError(
      'usage',
      `--set ${key}: ${key} is a secret, and secrets don't belong in the file.`,
      {
        hint: `Say where it is: --secret ${key}=env:NAME or --secret ${key}=file:PATH`,
      },
    );
  }
  return {
    ...(baseUrl !== undefined && { baseUrl: literally(baseUrl) }),
    ...Object.fromEntries(texts.map(([key, text]) => [key, literally(text)])),
    ...Object.fromEntries(places.map(([key, text]) => [key, placeOf(key, text)])),
  };
}

/** `clusterid` would otherwise be a missing `clusterId`. */
function refuseMisspelled(key: string, { settings, name }: Provider): void {
  if (key in { ...settings, ...profileOptions, ...waitOptions }) return;
  const meant = didYouMean(key, Object.keys(settings));
  if (meant === '') return;
  throw new ImportwatchError('usage', `--set ${key}: ${name} has no setting "${key}".${meant}`);
}

function pairOf(flag: string, parts: string, text: string): readonly [key: string, value: string] {
  const [, key = '', value = ''] = /^(\w+)=(.+)$/s.exec(text) ?? [];
  if (key !== '') return [key, value];
  throw new ImportwatchError('usage', `${flag} needs ${parts}.`);
}

function placeOf(key: string, text: string): string | Reference {
  const [, kind = '', where = ''] = /^(env|file|command):(.*)$/s.exec(text) ?? [];
  if (kind === 'env' && isVariable(where)) return fromEnvironment(where);
  if (kind === 'file' && where) return { file: literally(where) };
  if (kind === 'command' && where) return { command: where };
  throw new ImportwatchError('usage', `--secret ${key}: ${placeMistake(kind, where)}`, {
    hint: `Write ${key}=env:NAME, ${key}=file:PATH or, in your user configuration, ${key}=command:"...".`,
  });
}

function placeMistake(kind: string, where: string): string {
  const noun = nouns[kind];
  if (noun === undefined) return 'give a place, not the secret itself.';
  if (where === '') return `the ${noun} after ${kind}: is missing.`;
  return `the ${noun} after ${kind}: isn't valid. ${variableRule}`;
}

const nouns: Readonly<Record<string, string>> = {
  env: 'name',
  file: 'path',
  command: 'command line',
};

export const variableRule = "Use only letters, digits and _, and don't begin with a digit.";

function secretOf({ settings }: Provider): string {
  return Object.keys(settings).find((key) => settings[key]?.secret) ?? 'apiKey';
}

/** A setting of this provider that is no secret, with a value. */
function exampleOf({ settings }: Provider): string {
  const examples = Object.entries(settings).filter(
    ([key, { secret, example }]) => !secret && key !== 'baseUrl' && example !== undefined,
  );
  const [key, { example }] = examples[0] ?? ['timeout', { example: '30m' }];
  return `${key}=${example}`;
}

export function isVariable(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name);
}

export function fromEnvironment(name: string): string {
  return `\${${name}}`;
}
