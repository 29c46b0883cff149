import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { Transport } from '../../../src/adapters/http/clients.ts';
import { createSend } from '../../../src/adapters/http/send-with-got.ts';
import type { HttpRequest } from '../../../src/core/ports/send.ts';
import { type Reply, type Served, serve } from '../../../src/demo/serve.ts';
import { type Fault, type FaultProxy, faultProxy } from '../../helpers/faults.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const never = new AbortController().signal;
const transport: Transport = {
  requestTimeoutMs: 10_000,
  maxBodyBytes: 10_000,
  insecureTls: false,
  env: {},
  userAgent: 'importwatch/test',
};
const get = (url: string): HttpRequest => ({ method: 'GET', url: new URL(url), headers: {} });

async function serving(reply: Reply): Promise<Served> {
  const server = await serve(() => reply);
  open.push(server);
  return server;
}

async function spoilt(fault: Fault): Promise<FaultProxy> {
  const service = await serving({ body: { status: 'IN_PROGRESS', filler: 'x'.repeat(100) } });
  const proxy = await faultProxy(service.url, () => fault);
  open.push(proxy);
  return proxy;
}

describe('a request', () => {
  it('is sent unchanged, and its complete answer is returned', async () => {
    const server = await serving({ status: 418, headers: { 'X-Odd': 'yes' }, text: 'teapot' });
    const send = createSend(transport);
    const request: HttpRequest = {
      method: 'POST',
      url: new URL('/a%2Fb?c=d', server.url),
      headers: { 'api-key': 'k', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'e=f',
    };
    expect(await send(request, never)).toMatchObject({
      status: 418,
      headers: { 'x-odd': 'yes' },
      text: 'teapot',
    });
    const [seen] = server.requests;
    expect(seen).toMatchObject({ method: 'POST', path: '/a%2Fb', body: 'e=f' });
    expect(seen?.headers).toMatchObject({ 'api-key': 'k', 'user-agent': 'importwatch/test' });
  });

  it('keeps several cookies of an answer apart, and joins other headers by commas', async () => {
    const headers = {
      'set-cookie': ['a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT', 'b=2'],
      via: ['x', 'y'],
    };
    const server = await serving({ headers: headers as never, body: {} });
    const answer = await createSend(transport)(get(server.url), never);
    expect(answer.headers).toMatchObject({
      'set-cookie': 'a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT\nb=2',
      via: 'x, y',
    });
  });

  it('bypasses caches unless the profile says otherwise', async () => {
    const server = await serving({ body: {} });
    const send = createSend(transport);
    await send(get(server.url), never);
    await send({ ...get(server.url), headers: { 'cache-control': 'max-age=5' } }, never);
    const asked = server.requests.map(({ headers }) => headers['cache-control']);
    expect(asked).toEqual(['no-cache', 'max-age=5']);
  });

  it('ends although a POST has no body', async () => {
    const server = await serving({ body: {} });
    const request: HttpRequest = { method: 'POST', url: new URL(server.url), headers: {} };
    expect(await createSend(transport)(request, never)).toMatchObject({ status: 200 });
    expect(server.requests).toMatchObject([{ method: 'POST', body: '' }]);
  });

  it('is sent once, and redirects and errors come back unchanged', async () => {
    const server = await serving({ status: 302, headers: { location: '/there' } });
    expect((await createSend(transport)(get(server.url), never)).status).toBe(302);
    const busy = await serving({ status: 503, headers: { 'retry-after': '0' } });
    expect((await createSend(transport)(get(busy.url), never)).status).toBe(503);
    expect([server.requests.length, busy.requests.length]).toEqual([1, 1]);
  });

  it('is reported with its outcome and time', async () => {
    const server = await serving({ body: {} });
    const seen: unknown[] = [];
    const send = createSend({
      ...transport,
      onExchange: ({ url }, outcome, ms) => seen.push([url.href, outcome, ms >= 0]),
    });
    await send(get(`${server.url}/x`), never);
    expect(seen).toEqual([[`${server.url}/x`, 200, true]]);
  });
});

describe('an incomplete answer', () => {
  it.each([
    ['is reset before its first byte', { kind: 'reset', where: 'before' }, 'unreachable'],
    ['is reset in its head', { kind: 'reset', where: 'in the head' }, 'unreachable'],
    ['is reset in its body', { kind: 'reset', where: 'in the body' }, 'unreachable'],
    ['is cut in its body', { kind: 'cut' }, 'unreachable'],
    ['is longer than it says', { kind: 'wrong length', by: 10 }, 'unreachable'],
    ['is no HTTP', { kind: 'garbage' }, 'bad-answer'],
    ['is endless', { kind: 'flood', bytes: 300e6 }, 'bad-answer'],
  ] as const)('%s', async (_name, fault, code) => {
    const { url } = await spoilt(fault);
    await expect(createSend(transport)(get(url), never)).rejects.toMatchObject({ code });
  });

  it.each([
    ['before its head', { kind: 'hang', where: 'before' }],
    ['in its head', { kind: 'hang', where: 'in the head' }],
    ['in its body', { kind: 'hang', where: 'in the body' }],
    ['byte by byte', { kind: 'drip', everyMs: 40 }],
  ] as const)('that hangs %s is given up after the time-out', async (_name, fault) => {
    const { url } = await spoilt(fault);
    const send = createSend({ ...transport, requestTimeoutMs: 200 });
    await expect(send(get(url), never)).rejects.toMatchObject({ code: 'no-reply' });
  });

  it('is bounded after it was inflated', async () => {
    const bomb = gzipSync(Buffer.alloc(50e6)).toString('latin1');
    const { createServer } = await import('node:http');
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(Buffer.from(bomb, 'latin1'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push({ close: () => new Promise((resolve) => server.close(() => resolve())) });
    const { port } = server.address() as { port: number };
    const send = createSend(transport);
    await expect(send(get(`http://127.0.0.1:${port}`), never)).rejects.toMatchObject({
      code: 'bad-answer',
      message: expect.stringContaining('more than 10000 bytes'),
    });
  });
});

describe('an answer that is damaged on the way', () => {
  const gzip = gzipSync('{"status":"IN_PROGRESS"}');
  const head = (...lines: string[]) =>
    Buffer.from(`${['HTTP/1.1 200 OK', ...lines].join('\r\n')}\r\n\r\n`);
  const zipped = head('content-encoding: gzip', 'connection: close');
  const chunked = head('transfer-encoding: chunked');

  it.each([
    ['gzip that is cut', Buffer.concat([zipped, gzip.subarray(0, 15)])],
    ['invalid gzip', Buffer.concat([zipped, Buffer.from('hello hello hello')])],
    ['chunks without a length', Buffer.concat([chunked, Buffer.from('hello\r\n')])],
    ['chunks that are cut', Buffer.concat([chunked, Buffer.from('5\r\nhe')])],
    ['headers without an end', Buffer.from('HTTP/1.1 200 OK\r\nx: y\r\n')],
    ['huge headers', head(`x-big: ${'x'.repeat(100_000)}`)],
    [
      'two lengths',
      Buffer.concat([head('content-length: 2', 'content-length: 3'), Buffer.from('{}')]),
    ],
  ])('by %s is retried', async (_name, bytes) => {
    const url = await answering(bytes);
    await expect(createSend(transport)(get(url), never)).rejects.toMatchObject({
      transient: true,
      exitCode: 6,
    });
  });

  it.each([204, 205, 304])('and is %i has no body', async (status) => {
    const server = await serving({ status });
    expect(await createSend(transport)(get(server.url), never)).toMatchObject({ status, text: '' });
  });

  it('comes after the 103 before it', async () => {
    const early = Buffer.from('HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n');
    const answer = Buffer.concat([early, head('content-length: 2'), Buffer.from('{}')]);
    const url = await answering(answer);
    expect(await createSend(transport)(get(url), never)).toMatchObject({ status: 200, text: '{}' });
  });
});

/** A server that answers the first bytes of each connection with these, and closes. */
async function answering(bytes: Buffer): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(bytes));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push({ close: async () => void server.close() });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a service that is not there', () => {
  it('is reported as unreachable, without the path or other parts of the request', async () => {
    const server = await serve();
    await server.close();
    const failing = createSend(transport)(get(`${server.url}/secret?key=secret`), never);
    await expect(failing).rejects.toMatchObject({ code: 'unreachable' });
    await expect(failing).rejects.toThrow(
      `No answer from ${server.url}: nothing is listening there`,
    );
    await expect(failing).rejects.not.toThrow('secret');
  });

  it('has no name', async () => {
    const failing = createSend(transport)(get('http://no-such-host.invalid/'), never);
    await expect(failing).rejects.toMatchObject({ code: 'unreachable' });
    await expect(failing).rejects.toThrow(/DNS/);
  });
});

describe('a signal', () => {
  it('ends a request in flight with its reason', async () => {
    const { url } = await spoilt({ kind: 'hang', where: 'in the body' });
    const controller = new AbortController();
    const sending = createSend(transport)(get(url), controller.signal);
    setTimeout(() => controller.abort('enough'), 50);
    await expect(sending).rejects.toBe('enough');
  });

  it('that is already aborted sends nothing', async () => {
    const server = await serving({ body: {} });
    await expect(createSend(transport)(get(server.url), AbortSignal.abort('no'))).rejects.toBe(
      'no',
    );
    expect(server.requests).toHaveLength(0);
  });
});
