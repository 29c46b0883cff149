import type { Provider } from '../core/provider.ts';
import { elevate } from './elevate.ts';
import { http } from './http.ts';
import { oracleCommerce } from './oracle-commerce.ts';
import { rocketchat } from './rocketchat.ts';

const builtIn = [elevate, oracleCommerce, rocketchat, http] as const;

export type BuiltInProvider = (typeof builtIn)[number];

/** The services importwatch knows: one file each, and one line here. */
export const providers: readonly Provider[] = builtIn;
