import type { OwnWarning } from '../../core/model/warning.ts';
import type { Provider } from '../../core/provider/provider.ts';
import { variableName } from '../file/names.ts';
import { didYouMean } from '../file/nearest.ts';
import type { ConfigWorld } from '../file/world.ts';
import { profileOptions } from '../schema/profile-options.ts';
import { waitKeys } from '../schema/wait-options.ts';

const prefix = 'IMPORTWATCH_';
const others = ['config', 'profile', 'provider', 'noHistory'];

/**
 * Unused variables with names similar to a variable that importwatch uses. All other variables may
 * belong to other programs.
 */
export function unknownVariables(
  env: ConfigWorld['env'],
  providers: readonly Provider[],
): readonly OwnWarning[] {
  const given = Object.keys(env).filter((name) => name.startsWith(prefix));
  if (given.length === 0) return [];
  const settings = providers.flatMap((provider) => Object.keys(provider.settings));
  const general = Object.keys(profileOptions);
  const keys = new Set([...others, ...waitKeys, ...general, ...settings]);
  const known = [...keys].map((key) => variableName(key).slice(prefix.length));
  return given.flatMap((name) => {
    const own = name.slice(prefix.length);
    const meant = known.includes(own) ? '' : didYouMean(own, known);
    if (meant === '') return [];
    const words = meant.replace('"', `"${prefix}`);
    return [{ code: 'unknown-variable', message: `Unknown environment variable ${name}.${words}` }];
  });
}
