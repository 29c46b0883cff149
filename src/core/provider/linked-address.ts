import { ImportwatchError } from '../model/errors.ts';
import { isLoopback } from '../text/loopback.ts';
import { isInternal } from './internal-address.ts';

const getThemThere = 'Get the failed records from the service itself.';

/**
 * The address that a service links, for a request with credentials: within the origin of `baseUrl`.
 * Throws `redirected` otherwise.
 */
export function linkWithin(link: string, baseUrl: URL, otherwise = getThemThere): URL {
  const url = addressOf(link, baseUrl);
  if (url.origin === baseUrl.origin) return url;
  throw new ImportwatchError(
    'redirected',
    `${baseUrl.origin} links to the failed records at ${url.origin}. importwatch doesn't send credentials to other origins.`,
    { hint: otherwise },
  );
}

/**
 * The address of a link that needs no credentials: anywhere, but by https, and to an internal
 * address only from one. On this machine, http will do. Throws `redirected` otherwise.
 */
export function signedLink(link: string, baseUrl: URL): URL {
  const url = addressOf(link, baseUrl);
  if (isInternal(url) && !isInternal(baseUrl)) {
    throw refused(url, baseUrl, 'an internal address, although the service is elsewhere');
  }
  if (url.protocol !== 'https:' && !isLoopback(url)) {
    throw refused(
      url,
      baseUrl,
      'which is not https, so anyone in between could read or change them',
    );
  }
  return url;
}

function addressOf(link: string, baseUrl: URL): URL {
  const url = URL.canParse(link, baseUrl.href) ? new URL(link, baseUrl.href) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new ImportwatchError(
      'bad-answer',
      `${baseUrl.origin} links to the failed records at an address that cannot be read.`,
      { hint: 'Check which part of the answer the description uses as the link.' },
    );
  }
  url.username = url.password = url.hash = '';
  return url;
}

function refused(url: URL, baseUrl: URL, why: string): ImportwatchError {
  return new ImportwatchError(
    'redirected',
    `${baseUrl.origin} links to the failed records at ${url.origin}, ${why}.`,
    { hint: getThemThere },
  );
}
