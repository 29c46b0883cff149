import { type Got, got } from 'got';
import { createAgents } from './agents.ts';
import type { Transport } from './transport.ts';
import { trustedWith } from './trust.ts';

/**
 * got would load TLS for its own check of names. Over https that check is Node's own function: with
 * another one, newer versions of Node keep no connection.
 */
const withoutTls = { checkServerIdentity: () => undefined };

/**
 * The client for an address, through a proxy or not: made once, as to put its options together takes
 * longer than to send a request. It retries nothing, follows nothing, and takes any status.
 */
export function createClients({
  ca,
  insecureTls,
  env,
  userAgent,
}: Transport): (url: URL, proxy: URL | undefined) => Promise<Got> {
  const clients = new Map<string, Promise<Got>>();

  async function create(secure: boolean, proxy: URL | undefined): Promise<Got> {
    const authorities = ca === undefined ? undefined : trustedWith(ca, env);
    return got.extend({
      // A proxy that is reached by TLS is verified in the same way as the service.
      agent: await createAgents(secure, proxy, {
        rejectUnauthorized: !insecureTls,
        ...(authorities && { ca: authorities }),
      }),
      // What a cache has kept is no status.
      headers: { 'user-agent': userAgent, 'cache-control': 'no-cache' },
      https: {
        rejectUnauthorized: !insecureTls,
        // A service that offers HTTP/2 only says so in the handshake, and not by a misleading 403.
        ...(secure ? { alpnProtocols: ['http/1.1'] } : withoutTls),
        ...(authorities && { certificateAuthority: authorities }),
      },
      retry: { limit: 0 },
      followRedirect: false,
      throwHttpErrors: false,
    });
  }

  return ({ protocol }, proxy) => {
    const key = `${protocol} ${proxy?.href}`;
    const client = clients.get(key) ?? create(protocol === 'https:', proxy);
    clients.set(key, client);
    return client;
  };
}
