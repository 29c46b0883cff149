import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

export interface ManyImportsOptions {
  /** The poll at which an import has ended, by default the third. `Infinity`: never. */
  readonly steps?: (id: string) => number;
  /** The final status. */
  readonly outcome?: (id: string) => 'SUCCESS' | 'FAILURE' | 'ABORTED';
  readonly answerMs?: number;
  /** The allowed requests in a window, reported in headers. Further ones get a 429. */
  readonly limit?: { readonly calls: number; readonly windowMs: number };
}

/** Voyado Elevate, with an import for every id. */
export interface ManyImports {
  /** Options that make the program poll this service. */
  readonly flags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly url: string;
  readonly settings: Readonly<Record<string, string>>;
  /** The number of polls, by id. */
  readonly polls: ReadonlyMap<string, number>;
  /** What the service observed. */
  readonly seen: { connections: number; atOnce: number; refused: number };
}

const open: (() => Promise<unknown>)[] = [];

afterAll(() => Promise.all(open.splice(0).map((close) => close())));

export async function manyImports(options: ManyImportsOptions = {}): Promise<ManyImports> {
  const { steps = () => 3, outcome = () => 'SUCCESS', answerMs = 0, limit } = options;
  const polls = new Map<string, number>();
  const seen = { connections: 0, atOnce: 0, refused: 0 };
  let inside = 0;
  let window = { endsAt: 0, calls: 0 };
  const server = createServer(async (request, response) => {
    inside += 1;
    seen.atOnce = Math.max(seen.atOnce, inside);
    await new Promise((resolve) => setTimeout(resolve, answerMs));
    inside -= 1;
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (limit) {
      const now = Date.now();
      if (now >= window.endsAt) window = { endsAt: now + limit.windowMs, calls: 0 };
      window.calls += 1;
      headers['x-ratelimit-remaining'] = String(Math.max(0, limit.calls - window.calls));
      headers['x-ratelimit-reset'] = String(window.endsAt);
      if (window.calls > limit.calls) {
        seen.refused += 1;
        response.writeHead(429, headers).end('{"message":"Too many requests."}');
        return;
      }
    }
    const id = decodeURIComponent(request.url?.split('/').at(-1) ?? '');
    const count = (polls.get(id) ?? 0) + 1;
    polls.set(id, count);
    const status = count >= steps(id) ? outcome(id) : 'IN_PROGRESS';
    response.writeHead(200, headers).end(JSON.stringify({ id, status, type: 'PRODUCTS' }));
  });
  server.on('connection', () => {
    seen.connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    settings: { baseUrl: url, apiKey: 'example-key' },
    flags: ['--provider', 'elevate', '--base-url', url],
    env: { IMPORTWATCH_API_KEY: 'example-key' },
    polls,
    seen,
  };
}
