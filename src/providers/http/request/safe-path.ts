import { ImportwatchError } from '../../../core/model/errors.ts';

/** What a service would have to decode more often than this is no id. */
const mostDecoding = 5;

/**
 * Several segments of a path, which stay below what stands before them. What is percent-encoded
 * stays as it is. Throws `usage` for a segment that is empty or could lead elsewhere.
 */
export function safePath(path: string): string {
  const segments = path.split('/');
  // A slash at the end is a part of some addresses.
  const isEmpty = segments.some((segment, index) => segment === '' && index < segments.length - 1);
  if (path === '' || isEmpty || !segments.every(isSafe)) throw unsafe(path);
  try {
    return segments.map(encoded).join('/');
  } catch {
    throw unsafe(path);
  }
}

/** The same for what may also be a status address, or an absolute path, below `baseUrl`. */
export interface StatusAddress {
  /** Below `baseUrl`; begins with a slash. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

/** An id that is an address, or an absolute path. Throws `usage` if it isn't below `baseUrl`. */
export function statusAddress(id: string, baseUrl: string): StatusAddress | undefined {
  const [, origin, path = '', query = ''] =
    /^(https?:\/\/[^/\\?#]*)?([^?#]*)(?:\?([^#]*))?/i.exec(id) ?? [];
  if (origin === undefined && !path.startsWith('/')) return undefined;
  const base = new URL(baseUrl);
  if (origin !== undefined && !isSameOrigin(origin, base)) throw elsewhere(id, baseUrl);
  const below = base.pathname.replace(/\/+$/, '');
  const whole = `/${safePath(path.slice(1))}`;
  if (!path.startsWith('/')) throw elsewhere(id, baseUrl);
  const isBelow = whole.startsWith(`${below}/`);
  if (!isBelow && origin !== undefined) throw elsewhere(id, baseUrl);
  return { path: isBelow ? whole.slice(below.length) : whole, query: parametersOf(query) };
}

/** An id that is several segments, with parameters behind them. */
export function splitId(id: string): StatusAddress {
  const [, path = '', query = ''] = /^([^?]*)\??(.*)$/.exec(id) ?? [];
  return { path, query: parametersOf(query) };
}

function parametersOf(query: string): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(query));
}

function isSameOrigin(text: string, { origin }: URL): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.origin === origin && !text.includes('@');
}

/** Neither as it is nor decoded does it hold what leads to another path. */
function isSafe(segment: string): boolean {
  let text = segment;
  for (let times = 0; times < mostDecoding; times++) {
    const leadsElsewhere = text.split(/[/\\]/).some((part) => /^\.{1,2}(;.*)?$/.test(part));
    if (leadsElsewhere || /\p{Cc}/u.test(text)) return false;
    const decoded = text.replace(/%([\da-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    if (decoded === text) return true;
    text = decoded;
  }
  return false;
}

function encoded(segment: string): string {
  return segment.replace(/(%[\da-f]{2})|[^\w.~:@!$&'()*+,;=-]/giu, (character, triplet) =>
    triplet === undefined ? encodeURIComponent(character) : character,
  );
}

function unsafe(path: string): ImportwatchError {
  return new ImportwatchError('usage', `"${path}" cannot be a path below baseUrl.`, {
    hint: 'Give the id as the service printed it when the import was started, without . and .. in it.',
  });
}

function elsewhere(id: string, baseUrl: string): ImportwatchError {
  return new ImportwatchError('usage', `"${id}" is not an address below ${baseUrl}.`, {
    hint: 'Credentials go to no other place. If this is the right service, set its address as baseUrl.',
  });
}
