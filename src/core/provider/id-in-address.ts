import type { Settings } from './field.ts';
import type { Provider } from './provider.ts';

interface Addressed {
  readonly provider: Pick<Provider, 'statusAddress'>;
  readonly settings: Settings;
  readonly baseUrl: URL;
}

/** The id in the address of a status at a service. `undefined` if the address isn't one of them. */
export function idAt(
  address: string,
  { provider, settings, baseUrl }: Addressed,
): string | undefined {
  const template = provider.statusAddress?.(settings);
  return template && idInAddress(address, template, baseUrl);
}

/**
 * The id that a user means, who can give the address of the status instead. An id that is an address
 * itself stays as it is.
 */
export function idMeant(given: string, service: Addressed): string {
  const isAddress = /^(?:https?:\/)?\//i.test(given);
  const template = service.provider.statusAddress?.(service.settings) ?? '';
  return (isAddress && !template.includes('{+id}') && idAt(given, service)) || given;
}

/**
 * The id in the address of a status, such as that in a `Location` header. `template` is the path
 * and query below `baseUrl` at which a status is polled: the id is `{id}` in it, or `{+id}` if ids
 * are addresses themselves. `undefined` if the address isn't one of them.
 */
export function idInAddress(address: string, template: string, baseUrl: URL): string | undefined {
  const base = baseUrl.href.replace(/\/*$/, '/');
  if (!URL.canParse(address, base)) return undefined;
  const url = new URL(address, base);
  if (!url.href.startsWith(base)) return undefined;
  if (template.includes('{+id}')) return url.href;
  const [path = '', query = ''] = template.split('?');
  const wanted = segmentsOf(path);
  const given = segmentsOf(url.href.slice(base.length).replace(/[?#].*/s, ''));
  const place = wanted.findIndex((segment) => segment.includes('{id}'));
  if (place !== -1) {
    const before = wanted.slice(0, place);
    return isSame(before, given.slice(0, place)) ? idIn(given[place], wanted[place]) : undefined;
  }
  const name = [...new URLSearchParams(query)].find(([, value]) => value === '{id}')?.[0];
  const isThere = name !== undefined && isSame(wanted, given);
  return (isThere && url.searchParams.get(name)) || undefined;
}

function segmentsOf(path: string): readonly string[] {
  return path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decoded);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((segment, at) => segment === others[at]);
}

/** The id may have something around it, such as in `{id}.json`, that the address leaves out. */
function idIn(segment = '', template = ''): string | undefined {
  const [start = '', end = ''] = template.split('{id}');
  if (!segment.startsWith(start)) return undefined;
  const rest = segment.slice(start.length);
  const id = end !== '' && rest.endsWith(end) ? rest.slice(0, -end.length) : rest;
  return id === '' ? undefined : id;
}
