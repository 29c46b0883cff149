import type { Provider } from '../core/provider.ts';
import { elevate } from './elevate.ts';
import { http } from './http.ts';
import { oracleCommerce } from './oracle-commerce.ts';
import { rocketchat } from './rocketchat.ts';

/** The services importwatch knows: one file each, and one line here. */
export const providers: readonly Provider[] = [elevate, oracleCommerce, rocketchat, http];
