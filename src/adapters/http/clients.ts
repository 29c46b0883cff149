import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { type Got, got } from 'got';
import { withPlainCredentials } from '../../core/http/proxy-address.ts';
import type { TransportOptions } from '../../core/ports/send.ts';
import { trustedWith } from './trust.ts';

/**
 * got would load TLS for its own check of names. Over https that check is Node's own function: with
 * a different one, newer versions of Node keep no connections alive.
 */
const withoutTls = { checkServerIdentity: () => undefined };

/** The transport options of a profile, with what is the same for all. */
export interface Transport extends TransportOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly userAgent: string;
}

export interface Clients {
  (url: URL, proxy: URL | undefined): Promise<Got>;
  /** Closes idle connections, and those in use. */
  close(): void;
}

/**
 * The client for an address, through a proxy or not. Each is created once, because merging its
 * options takes longer than sending a request. It doesn't retry, follows no redirect, and accepts
 * any status.
 */
export function createClients({ ca, insecureTls, env, userAgent }: Transport): Clients {
  const clients = new Map<string, Promise<Got>>();
  const open: Agents[] = [];
  let closed = false;

  async function create(secure: boolean, proxy: URL | undefined): Promise<Got> {
    const authorities = ca === undefined ? undefined : trustedWith(ca, env);
    // A proxy reached by TLS is verified in the same way as the service.
    const agent = await createAgents(secure, proxy, {
      rejectUnauthorized: !insecureTls,
      ...(authorities && { ca: authorities }),
    });
    open.push(agent);
    if (closed) close();
    return got.extend({
      agent,
      // A cached answer is no current status.
      headers: { 'user-agent': userAgent, 'cache-control': 'no-cache' },
      https: {
        rejectUnauthorized: !insecureTls,
        // A service that offers only HTTP/2 then says so in the handshake, and not by a misleading
        // 403.
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

interface Agents {
  readonly http?: HttpAgent;
  readonly https?: HttpsAgent;
}

/**
 * Connections stay alive. The proxy library is loaded only if there is a proxy. On a reused
 * connection for plain http, that library would send requests to the proxy as if it were the
 * service.
 */
async function createAgents(
  secure: boolean,
  proxy: URL | undefined,
  trust: { readonly rejectUnauthorized: boolean; readonly ca?: string[] },
): Promise<Agents> {
  if (proxy === undefined) {
    const options = { keepAlive: true };
    return secure ? { https: new HttpsAgent(options) } : { http: new HttpAgent(options) };
  }
  const { ProxyAgent } = await import('proxy-agent');
  const getProxyForUrl = () => withPlainCredentials(proxy).href;
  if (!secure) return { http: new ProxyAgent({ ...trust, getProxyForUrl }) };
  const agent = new ProxyAgent({ ...trust, getProxyForUrl, keepAlive: true });
  return { https: agent as unknown as HttpsAgent };
}
