import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

export interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

export interface ProxyChoice {
  /** Used instead of what the proxy variables of the environment say. */
  readonly proxy?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const variables = ['http_proxy', 'https_proxy', 'all_proxy'];

/** Connections are kept alive; the proxy library is loaded only where a proxy is set. */
export async function createAgents({ proxy, env }: ProxyChoice): Promise<Agents> {
  const named = variables.some((name) => env[name] || env[name.toUpperCase()]);
  if (proxy === undefined && !named) {
    return { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  }
  const { ProxyAgent } = await import('proxy-agent');
  const agent = new ProxyAgent({
    keepAlive: true,
    ...(proxy !== undefined && { getProxyForUrl: () => proxy }),
  });
  return { http: agent, https: agent as unknown as HttpsAgent };
}

/** The passwords in the proxy variables of the environment: none of them may be shown. */
export function proxySecrets(env: ProxyChoice['env']): readonly string[] {
  return variables
    .flatMap((name) => [env[name], env[name.toUpperCase()]])
    .filter((address) => address !== undefined && URL.canParse(address))
    .flatMap((address) => {
      const { username, password } = new URL(address as string);
      const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
      return password === '' ? [] : [password, decodeURIComponent(password), credentials];
    });
}
