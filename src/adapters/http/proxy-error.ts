import { ImportwatchError } from '../../core/model/errors.ts';

/** The next step for a proxy problem. */
export const checkProxy = 'Check the proxy variables in the environment, or proxy in the profile.';

const addLogin =
  "Put the username and password in the proxy's address (http://name:password@host:port). Set it in HTTPS_PROXY, or as proxy in the profile.";

/**
 * The proxy refused to connect to the service. The error has no `status`: the proxy's status says
 * nothing about the login, the permission or the import.
 */
export function proxyError(status: number, { origin }: URL, proxy: string): ImportwatchError {
  if (status >= 500) return cannotConnect(origin, proxy, `HTTP ${status}`);
  const said =
    status === 407
      ? `requires valid credentials to connect to ${origin} (HTTP 407)`
      : status >= 100
        ? `refuses to connect to ${origin} (HTTP ${status})`
        : "doesn't behave like a proxy";
  const hint = status === 407 ? addLogin : checkProxy;
  return new ImportwatchError('proxy', `The proxy ${proxy} ${said}.`, { hint });
}

/** An HTML page that came through a proxy. The service sends no HTML, but the proxy may. */
export function proxyPageError(status: number, { origin }: URL, proxy: string): ImportwatchError {
  return new ImportwatchError(
    'bad-answer',
    `The proxy ${proxy} answered with a page of its own instead of ${origin} (HTTP ${status}).`,
    { hint: checkProxy },
  );
}

/** The error that the SOCKS library reports. `undefined` if it only passes on a network error. */
export function socksError(
  message: string,
  { origin }: URL,
  proxy: string,
): ImportwatchError | undefined {
  const [, word] = /^Socks[45] proxy rejected connection - \(?(\w+)/i.exec(message) ?? [];
  const passing = word === undefined ? undefined : passingReasons[word];
  if (passing !== undefined) return cannotConnect(origin, proxy, passing);
  const said =
    word === undefined
      ? finalReasons.find(({ when }) => when.test(message))?.what
      : `refuses to connect to ${origin}`;
  if (said === undefined) return undefined;
  return new ImportwatchError('proxy', `The proxy ${proxy} ${said}.`, { hint: checkProxy });
}

function cannotConnect(origin: string, proxy: string, reason: string): ImportwatchError {
  return new ImportwatchError(
    'unreachable',
    `The proxy ${proxy} can't connect to ${origin} at the moment (${reason}).`,
  );
}

/** Replies of RFC 1928, section 6, that may be temporary, by the library's names; 91 of SOCKS 4. */
const passingReasons: Readonly<Record<string, string>> = {
  Failure: 'general failure',
  Failed: 'request rejected or failed',
  NetworkUnreachable: "the network can't be reached",
  HostUnreachable: "the host can't be reached",
  ConnectionRefused: 'connection refused',
  TTLExpired: 'the time to live has expired',
};

const finalReasons: readonly { readonly when: RegExp; readonly what: string }[] = [
  { when: /authentication failed/i, what: 'rejected the credentials' },
  { when: /no accepted authentication/i, what: 'requires valid credentials' },
  { when: /invalid|unknown authentication/i, what: "doesn't behave like a SOCKS proxy" },
];
