import { type Got, got } from 'got';
import { type Agents, createAgents } from './agents.ts';
import type { Transport } from './transport.ts';
import { trustedWith } from './trust.ts';

/**
 * got would load TLS for its own check of names. Over https that check is Node's own function: with
 * another one, newer versions of Node keep no connection.
 */
const withoutTls = { checkServerIdentity: () => undefined };

export interface Clients {
  (url: URL, proxy: URL | undefined): Promise<Got>;
  /** Closes the connections that are kept, and those in use. */
  close(): void;
}

/**
 * The client for an address, through a proxy or not: made once, as to put its options together takes
 * longer than to send a request. It retries nothing, follows nothing, and takes any status.
 */
export function createClients({ ca, insecureTls, env, userAgent }: Transport): Clients {
  const clients = new Map<string, Promise<Got>>();
  const open: Agents[] = [];
  let closed = false;

  async function create(secure: boolean, proxy: URL | undefined): Promise<Got> {
    const authorities = ca === undefined ? undefined : trustedWith(ca, env);
    // A proxy that is reached by TLS is verified in the same way as the service.
    const agent = await createAgents(secure, proxy, {
      rejectUnauthorized: !insecureTls,
      ...(authorities && { ca: authorities }),
    });
    open.push(agent);
    if (closed) close();
    return got.extend({
      agent,
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

  function close(): void {
    closed = true;
    for (const { http, https } of open.splice(0)) {
      http?.destroy();
      https?.destroy();
    }
  }

  function clientFor({ protocol }: URL, proxy: URL | undefined): Promise<Got> {
    const key = `${protocol} ${proxy?.href}`;
    const client = clients.get(key) ?? create(protocol === 'https:', proxy);
    clients.set(key, client);
    return client;
  }

  return Object.assign(clientFor, { close });
}
