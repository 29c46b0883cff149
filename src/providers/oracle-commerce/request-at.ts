import type { ApiRequest } from '../../core/provider/api-request.ts';

/**
 * The question for an address that the service links: below `baseUrl` only, so that the access
 * token goes nowhere else.
 */
export function requestAt(address: string, baseUrl = ''): ApiRequest | undefined {
  if (!URL.canParse(address, baseUrl)) return undefined;
  const { origin, pathname, searchParams } = new URL(address, baseUrl);
  const base = new URL(baseUrl);
  const prefix = base.pathname.replace(/\/+$/, '');
  if (origin !== base.origin || !pathname.startsWith(`${prefix}/`)) return undefined;
  const path = pathname.slice(prefix.length);
  return { path, query: Object.fromEntries(searchParams) };
}
