import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createSend } from '../../../../src/adapters/http/send-with-got.ts';
import type { HttpRequest } from '../../../../src/core/ports/send.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function serving(answer: (response: ServerResponse) => void): Promise<URL> {
  const server = createServer((_, response) => answer(response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

const never = new AbortController().signal;

function streaming(
  url: URL,
  sink: Partial<NonNullable<HttpRequest['into']>> = {},
  requestTimeoutMs = 5000,
) {
  const received: Buffer[] = [];
  const into: NonNullable<HttpRequest['into']> = {
    accepts: ({ status }) => status === 200,
    async write(bytes) {
      received.push(Buffer.from(bytes));
      return true;
    },
    ...sink,
  };
  const transport = {
    requestTimeoutMs,
    maxBodyBytes: 1000,
    insecureTls: false,
    env: {},
    userAgent: 'test',
  };
  const send = createSend(transport);
  const answer = (signal = never) => send({ method: 'GET', url, headers: {}, into }, signal);
  return { answer, received: () => Buffer.concat(received) };
}

describe('an answer that a sink accepts', () => {
  it('goes there, however large it is', async () => {
    const url = await serving((response) => response.end(Buffer.alloc(300_000, 7)));
    const { answer, received } = streaming(url);
    expect(await answer()).toMatchObject({ status: 200, text: '' });
    expect(received().equals(Buffer.alloc(300_000, 7))).toBe(true);
  });

  it('is inflated', async () => {
    const url = await serving((response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('a,b\n'));
    });
    const { answer, received } = streaming(url);
    await answer();
    expect(received().toString()).toBe('a,b\n');
  });

  it('is an error if it breaks off', async () => {
    const url = await serving((response) => {
      response.writeHead(200, { 'content-length': '100' }).write('a,b\n');
      setImmediate(() => response.destroy());
    });
    await expect(streaming(url).answer()).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('ends when the sink stops accepting, even if the service would send forever', async () => {
    const url = await serving((response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(10_000))) {}
      };
      response.on('drain', more);
      more();
    });
    let bytes = 0;
    const { answer } = streaming(url, {
      write: async ({ length }) => {
        bytes += length;
        return bytes < 1_000_000;
      },
    });
    expect((await answer()).status).toBe(200);
    expect(bytes).toBeGreaterThanOrEqual(1_000_000);
  });

  it('ends when the service stays silent, or sends a byte now and then', async () => {
    const silent = await serving((response) => response.writeHead(200).write('a'));
    await expect(streaming(silent, {}, 100).answer()).rejects.toMatchObject({ code: 'no-reply' });
    const dripping = await serving((response) => {
      const timer = setInterval(() => response.write('a'), 20);
      response.on('close', () => clearInterval(timer));
    });
    await expect(streaming(dripping, {}, 200).answer()).rejects.toMatchObject({ code: 'no-reply' });
  });

  it('ends with the error of the sink, not with a network error', async () => {
    const url = await serving((response) => response.end('a'));
    const full = new Error('is on a full disk');
    const { answer } = streaming(url, { write: () => Promise.reject(full) });
    await expect(answer()).rejects.toBe(full);
  });

  it('ends with the reason of its signal', async () => {
    const url = await serving((response) => response.writeHead(200).write('a'));
    const stop = new AbortController();
    const reason = new Error('stopped');
    const { answer } = streaming(url, {
      async write() {
        stop.abort(reason);
        return true;
      },
    });
    await expect(answer(stop.signal)).rejects.toBe(reason);
  });
});

describe('an answer that the sink does not accept', () => {
  it('is read as a whole, within the usual limit', async () => {
    const url = await serving((response) => response.writeHead(404).end('not here'));
    const { answer, received } = streaming(url);
    expect(await answer()).toMatchObject({ status: 404, text: 'not here' });
    expect(received()).toHaveLength(0);
    const large = await serving((response) => response.writeHead(404).end('x'.repeat(5000)));
    await expect(streaming(large).answer()).rejects.toMatchObject({ code: 'bad-answer' });
  });
});
