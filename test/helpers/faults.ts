import { once } from 'node:events';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What goes wrong with one answer. `undefined`: the answer passes unchanged. */
export type Fault =
  | { readonly kind: 'reset'; readonly where: Where }
  | { readonly kind: 'hang'; readonly where: Where }
  | { readonly kind: 'cut' }
  | { readonly kind: 'wrong length'; readonly by: number }
  | { readonly kind: 'flood'; readonly bytes: number }
  | { readonly kind: 'drip'; readonly everyMs: number }
  | { readonly kind: 'garbage' }
  | { readonly kind: 'held'; readonly until: Promise<void> }
  | {
      readonly kind: 'headers';
      readonly headers: Readonly<Record<string, string>>;
      readonly status?: number;
    }
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly text?: string;
    };

/** Where an answer breaks off. */
export type Where = 'before' | 'in the head' | 'in the body';

export interface FaultProxy {
  readonly url: string;
  /** How many requests arrived. */
  readonly count: () => number;
  close(): Promise<void>;
}

/** A proxy in front of a service on loopback, which breaks the answers that `faultFor` selects. */
export async function faultProxy(
  service: string,
  faultFor: (request: { readonly number: number; readonly path: string }) => Fault | undefined,
): Promise<FaultProxy> {
  let count = 0;
  const sockets = new Set<Socket>();
  const relay = async (incoming: IncomingMessage, response: ServerResponse) => {
    count += 1;
    const body = await bodyOf(incoming);
    const fault = faultFor({ number: count, path: incoming.url ?? '' });
    const answer = await forward(service, incoming, body);
    if (fault?.kind === 'held') await fault.until;
    spoil(response, answer, fault);
  };
  // A finished watch can leave a request behind, and the service can be closed by then.
  const server = createServer((incoming, response) => {
    relay(incoming, response).catch(() => response.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    count: () => count,
    close: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

interface Whole {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

function spoil(response: ServerResponse, answer: Whole, fault: Fault | undefined): void {
  const { socket } = response;
  if (fault === undefined || fault.kind === 'held' || socket === null) {
    response.writeHead(answer.status, answer.headers).end(answer.body);
    return;
  }
  const raw = bytesOf(answer);
  const halfBody = raw.length - Math.ceil(answer.body.length / 2);
  const until = { before: 0, 'in the head': 20, 'in the body': halfBody };
  switch (fault.kind) {
    case 'reset':
      socket.write(raw.subarray(0, until[fault.where]), () => socket.resetAndDestroy());
      return;
    case 'hang':
      socket.write(raw.subarray(0, until[fault.where]));
      return;
    case 'cut':
      socket.end(raw.subarray(0, halfBody));
      return;
    case 'wrong length': {
      const length = String(answer.body.length + fault.by);
      socket.end(bytesOf({ ...answer, headers: { ...answer.headers, 'content-length': length } }));
      return;
    }
    case 'flood':
      flood(socket, fault.bytes);
      return;
    case 'drip':
      drip(socket, raw, fault.everyMs);
      return;
    case 'garbage':
      socket.end("\u0000\u0001 this isn't HTTP\r\n\r\n");
      return;
    case 'headers': {
      const { status = answer.status, headers } = fault;
      socket.end(bytesOf({ ...answer, status, headers: { ...answer.headers, ...headers } }));
      return;
    }
    case 'answer': {
      const { status, headers = {}, text = '' } = fault;
      response.writeHead(status, headers).end(text);
    }
  }
}

function flood(socket: Socket, bytes: number): void {
  const chunk = Buffer.alloc(64 * 1024, 'x');
  let left = bytes;
  socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n');
  const more = () => {
    while (left > 0 && !socket.destroyed) {
      left -= chunk.length;
      if (!socket.write(chunk)) return socket.once('drain', more);
    }
    return socket.end();
  };
  more();
}

function drip(socket: Socket, raw: Buffer, everyMs: number): void {
  let sent = 0;
  const timer = setInterval(() => {
    if (socket.destroyed || sent >= raw.length) clearInterval(timer);
    else socket.write(raw.subarray(sent, ++sent));
  }, everyMs);
}

function bytesOf({ status, headers, body }: Whole): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} X\r\n${lines.join('')}\r\n`), body]);
}

async function bodyOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function forward(service: string, incoming: IncomingMessage, body: Buffer): Promise<Whole> {
  const outgoing = httpRequest(new URL(incoming.url ?? '/', service), {
    method: incoming.method ?? 'GET',
    headers: { ...incoming.headers, connection: 'close' },
  });
  outgoing.end(body);
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  const whole = await bodyOf(answer);
  const headers = {
    'content-type': answer.headers['content-type'] ?? 'application/json',
    'content-length': String(whole.length),
  };
  return { status: answer.statusCode ?? 500, headers, body: whole };
}
