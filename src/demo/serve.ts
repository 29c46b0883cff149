import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** `body` is sent as JSON and `text` unchanged. `reset` drops the connection without an answer. */
export type Reply =
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
      readonly text?: string;
    }
  | 'reset';

export type Handler = (request: Received) => Reply | undefined | Promise<Reply | undefined>;

export interface Served {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** All requests received so far. */
  readonly requests: readonly Received[];
  close(): Promise<void>;
}

/** Serves on a free port of the loopback interface. Requests without a handler get a 404. */
export async function serve(...handlers: (Handler | undefined)[]): Promise<Served> {
  const requests: Received[] = [];
  const server = createServer(async (incoming, response) => {
    const request = await received(incoming);
    requests.push(request);
    for (const handler of handlers) {
      const reply = await handler?.(request);
      if (reply !== undefined) return answer(response, reply);
    }
    answer(response, { status: 404, text: 'Not Found' });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function received(incoming: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const url = new URL(incoming.url ?? '/', 'http://loopback');
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function answer(response: ServerResponse, reply: Reply): void {
  if (reply === 'reset') {
    response.destroy();
    return;
  }
  const { status = 200, headers, body, text } = reply;
  const payload = text ?? (body === undefined ? '' : JSON.stringify(body));
  const type = text === undefined ? 'application/json' : 'text/plain';
  response.writeHead(status, { 'content-type': type, ...headers }).end(payload);
}
