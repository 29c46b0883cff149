import { ImportwatchError } from '../../core/model/errors.ts';
import type { Field } from '../../core/provider/field.ts';
import type { Provider } from '../../core/provider/provider.ts';
import { documentOf } from '../file/document.ts';
import type { ConfigFile } from '../file/mistakes-error.ts';
import { variable, variableName } from '../file/names.ts';
import type { ConfigChoice } from '../schema/config.ts';
import { literally } from '../schema/interpolate.ts';
import { profileOptions } from '../schema/profile-options.ts';
import { insteadOf, providerNamed } from '../schema/provider-named.ts';

/** Stands for a path if the profile is made from the environment. */
export const environmentSource = 'environment';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The configuration that `--provider` and `--base-url` define: one profile, named after the
 * provider, with its other settings in the environment.
 */
export function commandLineConfig(
  { provider, baseUrl, config }: ConfigChoice,
  providers: readonly Provider[],
  env: Env,
): ConfigFile | undefined {
  if (provider === undefined && baseUrl === undefined) return undefined;
  const name = provider ?? variable(env, 'IMPORTWATCH_PROVIDER');
  if (name === undefined) {
    throw new ImportwatchError('usage', '--base-url needs --provider.', {
      hint: 'Name the service, for example --provider elevate, or set baseUrl in a profile.',
    });
  }
  if (config !== undefined) {
    throw new ImportwatchError('usage', "--provider and --config can't be combined.", {
      hint: 'For a profile in the file, use --profile instead of --provider.',
    });
  }
  return madeConfig(name, { baseUrl, fromVariable: provider === undefined }, providers, env);
}

/** The same, if `IMPORTWATCH_PROVIDER` names the provider. There can also be files. */
export function environmentConfig(
  { config }: ConfigChoice,
  providers: readonly Provider[],
  env: Env,
): ConfigFile | undefined {
  const name = variable(env, 'IMPORTWATCH_PROVIDER');
  if (name === undefined || config !== undefined) return undefined;
  const made = madeConfig(name, { fromVariable: true }, providers, env);
  return { ...made, path: environmentSource, origin: 'environment' };
}

function madeConfig(
  name: string,
  {
    baseUrl,
    fromVariable,
  }: { readonly baseUrl?: string | undefined; readonly fromVariable: boolean },
  providers: readonly Provider[],
  env: Env,
): ConfigFile {
  const from = fromVariable ? 'IMPORTWATCH_PROVIDER' : '--provider';
  const provider = providerNamed(name, providers, fromVariable ? from : undefined);
  if (provider.description) {
    throw new ImportwatchError(
      'usage',
      `${from} can't be ${name}, which needs a description in a profile.`,
      {
        hint: insteadOf(provider, fromVariable ? `${from}=` : `${from} `),
      },
    );
  }
  const values = { provider: name, ...fromEnvironment(provider, baseUrl, env) };
  const document = documentOf({ profiles: { [name]: values } });
  return { path: 'command line', origin: 'command line', document };
}

/** By key. `--base-url` overrides any other address in the environment. */
function fromEnvironment(
  { settings, oneOf = [] }: Provider,
  baseUrl: string | undefined,
  env: Env,
): Record<string, unknown> {
  const address = baseUrl === undefined ? [] : oneOf.find((group) => group.includes('baseUrl'));
  const values: Record<string, unknown> = {};
  const fields: Readonly<Record<string, Field>> = { ...settings, ...profileOptions };
  for (const [key, { secret }] of Object.entries(fields)) {
    const value = variable(env, variableName(key));
    if (value === undefined || address?.includes(key)) continue;
    values[key] = secret ? { env: variableName(key) } : literally(value);
  }
  return baseUrl === undefined ? values : { ...values, baseUrl: literally(baseUrl) };
}
