import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificate } from './certificates.ts';

export interface SecureService {
  readonly port: number;
  /** The headers of each request received. */
  readonly requests: readonly IncomingHttpHeaders[];
  /** How many connections were made. */
  readonly connections: () => number;
  close(): Promise<void>;
}

/** An HTTPS service on 127.0.0.1 that answers everything with `{"status":"SUCCESS"}`. */
export async function secureService(
  certificate: Certificate,
  options: ServerOptions = {},
): Promise<SecureService> {
  const requests: IncomingHttpHeaders[] = [];
  const server = createServer({ ...certificate, ...options }, ({ headers }, response) => {
    requests.push(headers);
    response.setHeader('content-type', 'application/json').end('{"status":"SUCCESS"}');
  });
  let connections = 0;
  server.on('secureConnection', () => {
    connections += 1;
  });
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    connections: () => connections,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
