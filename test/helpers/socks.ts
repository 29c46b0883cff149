import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface SocksOptions {
  /** The reply to the greeting: 0 no login, 2 user name and password, 255 no acceptable method. */
  readonly method?: 0 | 2 | 255;
  /** The reply to the login: 0 accepted. */
  readonly login?: number;
  /** The reply to the request for a connection (RFC 1928, section 6): 0 connected. */
  readonly reply?: number;
  /** The port on 127.0.0.1 to which it connects. */
  readonly port?: number;
}

export interface TestSocks {
  /** `127.0.0.1:<port>` */
  readonly host: string;
  close(): Promise<void>;
}

/** A SOCKS 5 proxy on loopback. Connects every client to the same port, or refuses. */
export async function testSocks(options: SocksOptions = {}): Promise<TestSocks> {
  const { method = 0, login = 0, reply = 0, port = 0 } = options;
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer(async (client) => {
    keep(client);
    const received = () => once(client, 'data');
    await received();
    client.write(Buffer.from([5, method]));
    if (method === 255) return;
    if (method === 2) {
      await received();
      client.write(Buffer.from([1, login]));
      if (login !== 0) return;
    }
    await received();
    const answer = Buffer.from([5, reply, 0, 1, 127, 0, 0, 1, 0, 0]);
    if (reply !== 0) {
      client.end(answer);
      return;
    }
    const target = connect(port, '127.0.0.1', () => {
      client.write(answer);
      target.pipe(client).pipe(target);
    });
    keep(target);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
