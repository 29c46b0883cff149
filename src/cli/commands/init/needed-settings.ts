import { otherProviders } from '../../../config/schema/provider-named.ts';
import { ImportwatchError } from '../../../core/model/errors.ts';
import type { Provider } from '../../../core/provider/provider.ts';
import { either } from '../../../core/text/either.ts';
import type { Written } from './init-given.ts';

/** A missing setting of a profile: one of these alternatives. */
export type Need = readonly [key: string, ...alternatives: string[]];

/** The missing settings of a profile, alternatives together, in their order. */
export function neededSettings(
  { settings, oneOf = [], together = [] }: Provider,
  given: Written,
): readonly Need[] {
  const order = Object.keys(settings);
  const required = order.filter((key) => settings[key]?.required);
  const others = together.filter((group) => group.some((key) => given[key] !== undefined)).flat();
  const alone = order.filter((key) => required.includes(key) || others.includes(key));
  const groups = [...alone.map((key) => [key]), ...oneOf] as unknown as readonly Need[];
  return groups
    .filter((group) => group.every((key) => given[key] === undefined))
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
}

/** An error that names the options for the missing settings. */
export function missingSettings(provider: Provider, needs: readonly Need[]): ImportwatchError {
  const flags = [...needs]
    .sort((a, b) => a.length - b.length)
    .map((keys) => {
      const words = either(keys.map((key) => flagFor(key, provider)));
      return keys.length > 1 ? `either ${words}` : words;
    });
  const { name, title, service = title } = provider;
  const what = service === 'the API' ? `${name} profile` : `profile for ${service}`;
  const message = `A ${what} needs more options: ${either(flags, 'and')}`;
  return new ImportwatchError('usage', message, { hint: asks });
}

export function missingProvider(providers: readonly Provider[]): ImportwatchError {
  const message = 'init needs a service, for example --provider elevate.';
  const hint = `${otherProviders(providers)} ${asks}`;
  return new ImportwatchError('usage', message, { hint });
}

const asks = 'In a terminal, without --yes, init prompts for missing values.';

function flagFor(key: string, { settings }: Provider): string {
  const { secret, example = '...' } = settings[key] ?? {};
  if (secret) return `--secret ${key}=env:NAME`;
  return key === 'baseUrl' ? `--base-url ${example}` : `--set ${key}=${example}`;
}
