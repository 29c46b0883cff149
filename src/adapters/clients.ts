import { checkServerIdentity } from 'node:tls';
import { type Got, got } from 'got';
import { createAgents } from './agents.ts';
import type { Transport } from './transport.ts';
import { trustedWith } from './trust.ts';

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
    return got.extend({
      agent: await createAgents(secure, proxy),
      headers: { 'user-agent': userAgent },
      https: {
        rejectUnauthorized: !insecureTls,
        // As it is by default, but loads TLS only where it is used.
        checkServerIdentity: (...identity: Parameters<typeof checkServerIdentity>) =>
          checkServerIdentity(...identity),
        ...(ca !== undefined && { certificateAuthority: trustedWith(ca, env) }),
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
