import { ImportwatchError } from '../../core/model/errors.ts';
import type { Provider } from '../../core/provider/provider.ts';
import { didYouMean, nearest } from '../file/nearest.ts';

/**
 * Where to find the names, which are too many for a message, and how to watch an API that is not
 * among them.
 */
export function otherProviders(providers: readonly Provider[]): string {
  const list = 'Run "importwatch providers" for the list.';
  return [list, anyOther(providers)].filter(Boolean).join(' ');
}

/** A question about a key of a profile that looks like `provider`, if there is one. */
export function misspelled(profile: unknown): string | undefined {
  const near = nearest('provider', Object.keys(profile as object));
  return near && `Did you misspell it as "${near}"?`;
}

/** How to watch an API that is not among them, if that is possible: a sentence. */
function anyOther(providers: readonly Provider[]): string | undefined {
  const any = providers.find(({ description }) => description);
  return (
    any?.description &&
    `For any other API, try "${any.description.preset}" first, or describe the API yourself with "${any.name}" (see ${any.docs}).`
  );
}

/** The next step of a user who named a provider that needs a description. `how` precedes a preset. */
export function insteadOf({ name, docs, description }: Provider, how: string): string {
  return `Start with the preset for the usual job statuses: ${how}${description?.preset}. To describe the API yourself, see ${docs}, and run "importwatch providers ${name}".`;
}

/**
 * The provider with a name. Throws a `usage` error with the nearest name, and with `from`, the
 * variable that holds the name.
 */
export function providerNamed(
  name: string,
  providers: readonly Provider[],
  from?: string,
): Provider {
  const provider = providers.find((provider) => provider.name === name);
  if (provider) return provider;
  const names = providers.map(({ name }) => name);
  const place = from === undefined ? '' : ` (${from})`;
  const message = `There is no provider "${name}"${place}.${didYouMean(name, names)}`;
  throw new ImportwatchError('usage', message, { hint: otherProviders(providers) });
}
