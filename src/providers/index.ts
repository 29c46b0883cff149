import type { Flaw } from '../core/provider/field.ts';
import type { Provider } from '../core/provider/provider.ts';
import { elevate } from './elevate/elevate.ts';
import type { Preset } from './http/api-description.ts';
import { describedProvider } from './http/described-provider.ts';
import { http } from './http/http.ts';
import { oracleCommerce } from './oracle-commerce/oracle-commerce.ts';
import { presets } from './presets.ts';
import { rocketchat } from './rocketchat/rocketchat.ts';

const builtIn = [elevate, oracleCommerce, rocketchat, http] as const;

export type BuiltInProvider = (typeof builtIn)[number] | DescribedBy<(typeof presets)[number]>;

type DescribedBy<P extends Preset> = P extends Preset
  ? Provider & Pick<P, 'name' | 'id' | 'settings'>
  : never;

/**
 * The services importwatch knows: those with a file of their own, one line each, and those whose
 * description is in `presets/`.
 */
export const providers: readonly Provider[] = [
  ...builtIn,
  ...presets.map((preset) => describedProvider(preset)),
].map((provider) => ({ ...provider, checkIdFrom }));

async function checkIdFrom(expression: string): Promise<Flaw | undefined> {
  const { idFromFlaw } = await import('./http/start-ids.ts');
  return idFromFlaw(expression);
}
