import type { Flaw } from '../core/provider/field.ts';
import type { Provider } from '../core/provider/provider.ts';
import { elevate } from './elevate/elevate.ts';
import { describedProvider } from './http/described-provider.ts';
import { http } from './http/http.ts';
import { lateProvider } from './late-provider.ts';
import { oracleCommerce } from './oracle-commerce/oracle-commerce.ts';
import { presets } from './presets/index.ts';
import { rocketchat } from './rocketchat/rocketchat.ts';

const builtIn = [elevate, oracleCommerce, rocketchat, http] as const;

export type BuiltInProvider =
  | (typeof builtIn)[number]
  | DescribedBy<ReturnType<(typeof presets)[keyof typeof presets]>>;

/** Needs no more of a preset than the package declares of it: scripts/slim-presets.mjs. */
type DescribedBy<
  P extends { readonly name: string; readonly id: object; readonly settings: object },
> = P extends unknown ? Provider & Pick<P, 'name' | 'id' | 'settings'> : never;

/**
 * All services that importwatch supports: one line for each that has code of its own, and the
 * presets.
 */
export const providers: readonly Provider[] = [
  ...builtIn.map(withCheck),
  ...Object.entries(presets).map(([name, preset]) =>
    lateProvider(name, () => withCheck(describedProvider(preset()))),
  ),
];

function withCheck(provider: Provider): Provider {
  return { ...provider, checkIdFrom };
}

async function checkIdFrom(expression: string): Promise<Flaw | undefined> {
  const { idFromFlaw } = await import('./http/start-ids.ts');
  return idFromFlaw(expression);
}
