import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { withPlainCredentials } from '../../core/http/proxy-address.ts';

export interface Agents {
  readonly http?: HttpAgent;
  readonly https?: HttpsAgent;
}

/**
 * Connections are kept alive, and the proxy library is loaded only if there is a proxy. On a
 * connection kept for plain http, that library would send requests to the proxy as if it were the
 * service.
 */
export async function createAgents(
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
