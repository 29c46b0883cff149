import { ImportwatchError } from '../../../core/model/errors.ts';

/** An id that takes more rounds of decoding than this is invalid. */
const mostDecoding = 5;

/**
 * A path of several segments that stays below its parent. Percent-encoded characters are unchanged.
 * Throws `usage` for a segment that is empty or could lead elsewhere.
 */
export function safePath(path: string): string {
  const segments = path.split('/');
  // Some addresses end in a slash.
  const isEmpty = segments.some((segment, index) => segment === '' && index < segments.length - 1);
  if (path === '' || isEmpty || !segments.every(isSafe)) throw unsafe(path);
  try {
    return segments.map(encoded).join('/');
  } catch {
    throw unsafe(path);
  }
}

/** A path below `baseUrl`, from an id that is an address or an absolute path. */
export interface StatusAddress {
  /** Relative to `baseUrl`, starting with a slash. */
  readonly path: string;
  /** The query as it was given, because a signature can be in it. */
  readonly search: string;
}

/**
 * The address in an id, or `undefined` if the id isn't an address or absolute path. Throws `usage`
 * if the address isn't below `baseUrl`.
 */
export function statusAddress(id: string, baseUrl: string): StatusAddress | undefined {
  const [, origin, path = '', search = ''] =
    /^(https?:\/\/[^/\\?#]*)?([^?#]*)(?:\?([^#]*))?/i.exec(id) ?? [];
  if (origin === undefined && !path.startsWith('/')) return undefined;
  const base = new URL(baseUrl);
  if (origin !== undefined && !isSameOrigin(origin, base)) throw elsewhere(id, baseUrl);
  const below = base.pathname.replace(/\/+$/, '');
  const whole = `/${safePath(path.slice(1))}`;
  if (!path.startsWith('/')) throw elsewhere(id, baseUrl);
  const isBelow = whole.startsWith(`${below}/`);
  if (!isBelow && origin !== undefined) throw elsewhere(id, baseUrl);
  return { path: isBelow ? whole.slice(below.length) : whole, search };
}

/** Splits an id of several segments from its query. */
export function splitId(id: string): StatusAddress {
  const [, path = '', search = ''] = /^([^?]*)\??(.*)$/.exec(id) ?? [];
  return { path, search };
}

function isSameOrigin(text: string, { origin }: URL): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.origin === origin && !text.includes('@');
}

/** Whether a segment, raw or decoded, stays in its path. */
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
  return new ImportwatchError('usage', `"${path}" isn't a path below baseUrl.`, {
    hint: 'Use the id that the service returned when the import was started, without . and .. in it.',
  });
}

function elsewhere(id: string, baseUrl: string): ImportwatchError {
  return new ImportwatchError('usage', `"${id}" isn't an address below ${baseUrl}.`, {
    hint: 'importwatch sends credentials nowhere else. If this is the right service, set its address as baseUrl.',
  });
}
