import { ImportwatchError } from '../../core/model/errors.ts';
import type { Provider } from '../../core/provider/provider.ts';
import { didYouMean } from '../file/nearest.ts';

/** There are too many names for a message. */
export const listOfProviders = 'Run "importwatch providers" for the list.';

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
  throw new ImportwatchError('usage', message, { hint: listOfProviders });
}
