import type { Sanitizer } from '../model/sanitize.ts';
import type { Send } from '../ports/send.ts';
import type { Connection } from '../provider/provider.ts';

/** Whatever a provider returns or throws passes the sanitizer when it leaves the connection. */
export function sanitized(raw: Connection, sanitizer: Sanitizer): Connection {
  const { poll, probe, logIn, failedRecords } = raw;
  const through = async <T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw signal.aborted && error === signal.reason ? error : sanitizer.error(error);
    }
  };
  return {
    ...raw,
    poll: (id, signal) => through(async () => sanitizer.snapshot(await poll(id, signal)), signal),
    ...(failedRecords && {
      failedRecords: (id, to, signal) => through(() => failedRecords(id, to, signal), signal),
    }),
    ...(logIn && { logIn: (signal) => through(() => logIn(signal), signal) }),
    ...(probe && { probe: (signal, admitted) => through(() => probe(signal, admitted), signal) }),
  };
}

/** The name of a scheme, such as `Klaviyo-API-Key`, and what follows it (RFC 9110). */
const scheme = /^[\w!#$%&'*+.^`|~-]+ (.+)$/;

/** A token that a service hands out is a secret from the moment it is used. */
export function rememberingTokens(send: Send, keepToken: (token: string) => void): Send {
  return (request, signal) => {
    const token = scheme.exec(request.headers['authorization'] ?? '')?.[1];
    if (token !== undefined) keepToken(token);
    return send(request, signal);
  };
}
