import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { withPlainCredentials } from '../core/proxy-address.ts';

export interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

/** Connections are kept alive; the proxy library is loaded only where there is a proxy. */
export async function createAgents(proxy: URL | undefined): Promise<Agents> {
  if (proxy === undefined) {
    return { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  }
  const { ProxyAgent } = await import('proxy-agent');
  const address = withPlainCredentials(proxy).href;
  const agent = new ProxyAgent({ keepAlive: true, getProxyForUrl: () => address });
  return { http: agent, https: agent as unknown as HttpsAgent };
}
