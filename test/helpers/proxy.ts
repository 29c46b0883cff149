import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Certificate } from './certificates.ts';

export interface ProxyOptions {
  /** The port on 127.0.0.1 for each host name. */
  readonly hosts?: Readonly<Record<string, number>>;
  /** Answers CONNECT with this status instead. `hang`: never answers. */
  readonly refuse?: number | 'hang';
  /** Required credentials as `name:password`. Without them, the proxy answers 407. */
  readonly credentials?: string;
  /** Makes it a proxy over TLS. */
  readonly certificate?: Certificate;
  /** Answers every plain HTTP request in place of the service. */
  readonly page?: ProxyPage;
}

interface ProxyPage {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text?: string;
}

/** A proxy on loopback. Forwards HTTP requests, and opens tunnels with CONNECT. */
export interface TestProxy {
  /** `127.0.0.1:<port>` */
  readonly host: string;
  /** The requests it received: `GET http://service.example/`, `CONNECT service.example:443`. */
  readonly asked: readonly string[];
  /** All bytes received, including tunneled ones, as latin1. */
  readonly received: () => string;
  close(): Promise<void>;
}

export async function testProxy(options: ProxyOptions = {}): Promise<TestProxy> {
  const { hosts = {}, refuse, credentials, certificate, page } = options;
  const asked: string[] = [];
  const chunks: Buffer[] = [];
  const sockets = new Set<Socket>();
  const wanted = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;
  const isWelcome = ({ headers }: IncomingMessage) =>
    wanted === undefined || headers['proxy-authorization'] === wanted;

  const server = createServer((incoming, response) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    if (!isWelcome(incoming)) {
      response.writeHead(407).end('who are you?');
      return;
    }
    if (page !== undefined) {
      response.writeHead(page.status, page.headers).end(page.text);
      return;
    }
    const { hostname, pathname } = new URL(incoming.url ?? '');
    const target = { host: '127.0.0.1', port: hosts[hostname], path: pathname };
    const outgoing = httpRequest({ ...target, headers: incoming.headers }, (answer) => {
      answer.pipe(response.writeHead(answer.statusCode ?? 500, answer.headers));
    });
    outgoing.on('error', () => response.writeHead(502).end()).end();
  });
  server.on('connect', (incoming: IncomingMessage, socket: Socket) => {
    asked.push(`CONNECT ${incoming.url}`);
    if (refuse === 'hang') return;
    const status = refuse ?? (isWelcome(incoming) ? 200 : 407);
    if (status !== 200) {
      socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 4\r\n\r\nno!\n`);
      return;
    }
    const port = hosts[incoming.url?.replace(/:\d+$/, '') ?? ''] ?? 0;
    const target = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    keep(target);
  });
  server.on('connection', keep);
  const relay = (client: Socket) => {
    const inner = connect((server.address() as AddressInfo).port, '127.0.0.1');
    client.on('data', (chunk) => chunks.push(chunk));
    client.pipe(inner).pipe(client);
    keep(client);
    keep(inner);
  };
  const front = certificate ? createTlsServer(certificate, relay) : createTcpServer(relay);
  front.on('tlsClientError', () => {});

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  }

  server.listen(0, '127.0.0.1');
  front.listen(0, '127.0.0.1');
  await Promise.all([once(server, 'listening'), once(front, 'listening')]);
  return {
    host: `127.0.0.1:${(front.address() as AddressInfo).port}`,
    asked,
    received: () => Buffer.concat(chunks).toString('latin1'),
    close: async () => {
      server.close();
      front.close();
      for (const socket of sockets) socket.destroy();
      await Promise.all([once(server, 'close'), once(front, 'close')]);
    },
  };
}
