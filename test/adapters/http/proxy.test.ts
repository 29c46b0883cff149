import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Transport } from '../../../src/adapters/http/clients.ts';
import { createSend } from '../../../src/adapters/http/send-with-got.ts';
import type { HttpRequest } from '../../../src/core/ports/send.ts';
import { serve } from '../../../src/demo/serve.ts';
import { authority, type Certificate, certificateFor } from '../../helpers/certificates.ts';
import { type ProxyOptions, type TestProxy, testProxy } from '../../helpers/proxy.ts';
import { type SecureService, secureService } from '../../helpers/secure-service.ts';

const never = new AbortController().signal;
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

let ca: Certificate;
let certificate: Certificate;
beforeAll(async () => {
  ca = await authority();
  certificate = await certificateFor('service.example', ca);
});

/** An https and an http service of this name, which only the proxy can find. */
const [https, http] = ['https://service.example', 'http://service.example'];

async function behindProxy(options: Omit<ProxyOptions, 'hosts'> = {}) {
  const service = await secureService(certificate);
  const proxy = await testProxy({ ...options, hosts: { 'service.example': service.port } });
  open.push(service, proxy);
  return { service, proxy };
}

async function plainBehindProxy(options: Omit<ProxyOptions, 'hosts'> = {}) {
  const service = await serve(() => ({ body: { status: 'SUCCESS' } }));
  const port = Number(new URL(service.url).port);
  const proxy = await testProxy({ ...options, hosts: { 'service.example': port } });
  open.push(service, proxy);
  return { service, proxy };
}

function sender(parts: Partial<Transport>) {
  const send = createSend({
    requestTimeoutMs: 10_000,
    maxBodyBytes: 10_000,
    insecureTls: false,
    ca: ca.cert,
    env: {},
    userAgent: 'test',
    ...parts,
  });
  return (url: string, signal = never) => {
    const headers = { 'api-key': 'example-key' };
    const request: HttpRequest = { method: 'GET', url: new URL(url), headers };
    return send(request, signal);
  };
}

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push({ close: async () => void server.close() });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function acceptAndDrop(socket: Socket): void {
  socket.write('HTTP/1.1 200 OK\r\n\r\n', () => setImmediate(() => socket.resetAndDestroy()));
}

const tunnels = ({ asked }: TestProxy, { requests }: SecureService) => [
  asked.length,
  requests.length,
];

describe('an https service', () => {
  it.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])('is requested through %s', async (name) => {
    const { proxy, service } = await behindProxy();
    const ask = sender({ env: { [name]: `http://${proxy.host}` } });
    expect((await ask(`${https}/status`)).text).toBe('{"status":"SUCCESS"}');
    expect(proxy.asked).toEqual(['CONNECT service.example:443']);
    expect(service.requests).toMatchObject([{ 'api-key': 'example-key' }]);
  });

  it('is requested through the proxy of its profile instead of the one in the environment', async () => {
    const { proxy } = await behindProxy();
    const env = { HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: '*' };
    const ask = sender({ env, proxy: `http://${proxy.host}` });
    expect((await ask(https)).status).toBe(200);
    expect(proxy.asked).toHaveLength(1);
  });

  it('shows the proxy only its name, and no credentials in plain text', async () => {
    const { proxy } = await behindProxy();
    await sender({ proxy: `http://${proxy.host}` })(`${https}/path-of-it`);
    expect(proxy.received()).toContain('CONNECT service.example:443');
    expect(proxy.received().length).toBeGreaterThan(500);
    expect(proxy.received()).not.toMatch(/example-key|api-key|path-of-it/i);
  });

  it('is requested again through the same tunnel', async () => {
    const { proxy, service } = await behindProxy();
    const ask = sender({ proxy: `http://${proxy.host}` });
    for (const _poll of [1, 2, 3]) await ask(https);
    expect(tunnels(proxy, service)).toEqual([1, 3]);
  });

  it('has its certificate verified through the tunnel', async () => {
    const { proxy, service } = await behindProxy();
    const failing = sender({ proxy: `http://${proxy.host}`, ca: certificate.cert })(https);
    await expect(failing).rejects.toMatchObject({ code: 'tls' });
    await expect(failing).rejects.toThrow(`The certificate of ${https} can't be verified`);
    expect(service.requests).toHaveLength(0);
  });

  it('in NO_PROXY is requested directly', async () => {
    const { proxy } = await behindProxy();
    const env = { HTTPS_PROXY: `http://${proxy.host}`, NO_PROXY: '.invalid' };
    await expect(sender({ env })('https://service.invalid')).rejects.toThrow(/DNS/);
    expect(proxy.asked).toEqual([]);
  });

  it('on this machine is requested directly', async () => {
    const { proxy, service } = await behindProxy();
    const env = { HTTPS_PROXY: `http://${proxy.host}` };
    const ask = sender({ env, insecureTls: true });
    expect((await ask(`https://127.0.0.1:${service.port}`)).status).toBe(200);
    expect(proxy.asked).toEqual([]);
  });
});

describe('an http service', () => {
  it('is requested through HTTP_PROXY', async () => {
    const { proxy, service } = await plainBehindProxy();
    const ask = sender({ env: { HTTP_PROXY: `http://${proxy.host}` } });
    expect((await ask(`${http}/status`)).status).toBe(200);
    expect((await ask(`${http}/again`)).status).toBe(200);
    expect(proxy.asked).toEqual([`GET ${http}/status`, `GET ${http}/again`]);
    expect(service.requests).toHaveLength(2);
  });

  it('is not requested if the proxy requires other credentials', async () => {
    const { proxy } = await plainBehindProxy({ credentials: 'me:other-pass' });
    const failing = sender({ proxy: `http://me:example-pass@${proxy.host}` })(http);
    await expect(failing).rejects.toMatchObject({
      code: 'proxy',
      exitCode: 6,
      hint: expect.stringContaining('http://name:password@host:port'),
    });
    await expect(failing).rejects.not.toThrow('example-pass');
  });
});

describe('credentials in the address of the proxy', () => {
  it.each([
    ['plain', 'me:example-pass', 'me:example-pass'],
    ['percent-encoded', 'm%40e:p%3Ass', 'm@e:p:ss'],
    ['with a lone percent sign', 'me:100%pass', 'me:100%pass'],
    ['without a password', 'example-token', 'example-token:'],
  ])('%s are sent to the proxy, and to no one else', async (_name, written, sent) => {
    const { proxy, service } = await behindProxy({ credentials: sent });
    const ask = sender({ env: { HTTPS_PROXY: `http://${written}@${proxy.host}` } });
    expect((await ask(https)).status).toBe(200);
    expect(service.requests[0]).not.toHaveProperty('proxy-authorization');
  });

  it('are sent with plain http', async () => {
    const { proxy } = await plainBehindProxy({ credentials: 'me:example-pass' });
    const ask = sender({ proxy: `http://me:example-pass@${proxy.host}` });
    expect((await ask(http)).status).toBe(200);
  });

  it('are in no error', async () => {
    const refused = await behindProxy({ credentials: 'me:other-pass' });
    for (const host of [refused.proxy.host, '127.0.0.1:9']) {
      const failing = sender({ proxy: `http://me:example-pass@${host}` })(https);
      await expect(failing).rejects.toThrow(`proxy http://${host}`);
      await expect(failing).rejects.not.toThrow(/example-pass|me:|me@/);
    }
  });
});

describe('a proxy that does not connect', () => {
  it.each([
    [407, 'proxy', `requires valid credentials to connect to ${https} (HTTP 407)`],
    [403, 'proxy', `refuses to connect to ${https} (HTTP 403)`],
    [400, 'proxy', `refuses to connect to ${https} (HTTP 400)`],
    [301, 'proxy', `refuses to connect to ${https} (HTTP 301)`],
    [502, 'unreachable', `can't connect to ${https} at the moment (HTTP 502)`],
    [503, 'unreachable', `can't connect to ${https} at the moment (HTTP 503)`],
  ])('but answers %i', async (refuse, code, words) => {
    const { proxy, service } = await behindProxy({ refuse });
    const failing = sender({ proxy: `http://${proxy.host}` })(https);
    await expect(failing).rejects.toMatchObject({
      code,
      status: undefined,
      transient: code === 'unreachable',
      exitCode: 6,
      message: `The proxy http://${proxy.host} ${words}.`,
    });
    expect(service.requests).toHaveLength(0);
    expect(proxy.received()).not.toMatch(/api-key/i);
  });

  it('and never answers ends with a time-out', async () => {
    const { proxy } = await behindProxy({ refuse: 'hang' });
    const failing = sender({ proxy: `http://${proxy.host}`, requestTimeoutMs: 150 })(https);
    await expect(failing).rejects.toMatchObject({ code: 'no-reply' });
    await expect(failing).rejects.toThrow(`through the proxy http://${proxy.host}`);
  });

  it('and never answers is abandoned as soon as the signal is aborted', async () => {
    const { proxy } = await behindProxy({ refuse: 'hang' });
    const controller = new AbortController();
    const asking = sender({ proxy: `http://${proxy.host}` })(https, controller.signal);
    setTimeout(() => controller.abort('enough'), 50);
    await expect(asking).rejects.toBe('enough');
  });

  it.each([
    ['connects', (socket: Socket) => socket.write('HTTP/1.1 200 OK\r\n\r\n')],
    ['connects and drops it', (socket: Socket) => acceptAndDrop(socket)],
    ['drops it', (socket: Socket) => socket.resetAndDestroy()],
  ])('and %s after it was abandoned does no harm', async (_name, act) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => setTimeout(() => act(socket), 150));
    });
    const closed = once(server, 'connection').then(([socket]) => once(socket, 'close'));
    const host = await listening(server);
    const failing = sender({ proxy: `http://${host}`, requestTimeoutMs: 50 })(https);
    await expect(failing).rejects.toMatchObject({ code: 'no-reply' });
    await closed;
  });

  it('because it is not there', async () => {
    const failing = sender({ proxy: 'http://127.0.0.1:9' })(https);
    await expect(failing).rejects.toMatchObject({
      code: 'unreachable',
      transient: true,
      message:
        'No connection to the proxy http://127.0.0.1:9: nothing is listening there (connection refused).',
      hint: expect.stringContaining('proxy in the profile'),
    });
    await expect(sender({ proxy: 'http://127.0.0.1:9' })(http)).rejects.toThrow(
      'No connection to the proxy http://127.0.0.1:9',
    );
  });

  it('because its name does not exist', async () => {
    const failing = sender({ env: { HTTPS_PROXY: 'http://no-such-proxy.invalid:8080' } })(https);
    await expect(failing).rejects.toThrow(
      'No connection to the proxy http://no-such-proxy.invalid',
    );
  });

  it.each([
    ['drops the connection', (socket: Socket) => socket.resetAndDestroy(), 'unreachable'],
    ['closes the connection', (socket: Socket) => socket.end(), 'unreachable'],
    ['speaks something else', (socket: Socket) => socket.end('SSH-2.0-x\r\n\r\n'), 'proxy'],
  ])('but %s', async (_name, act, code) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => act(socket));
    });
    const host = await listening(server);
    const failing = sender({ proxy: `http://${host}` })(https);
    await expect(failing).rejects.toMatchObject({ code });
    await expect(failing).rejects.toThrow(`http://${host}`);
  });
});

describe('a proxy that forwards plain http', () => {
  const html = { 'content-type': 'text/html' };
  const page = '<html><title>Access denied</title></html>';

  it.each([
    ['403 with a page', { status: 403, headers: html, text: page }, 'bad-answer'],
    ['404 with a page', { status: 404, headers: html, text: page }, 'bad-answer'],
    ['404 with a page of no type', { status: 404, text: page }, 'bad-answer'],
    ['502 with a page', { status: 502, headers: html, text: page }, 'bad-answer'],
    ['407', { status: 407, headers: html, text: page }, 'proxy'],
    ['403 of Squid', { status: 403, headers: { 'X-Squid-Error': 'ERR_ACCESS_DENIED 0' } }, 'proxy'],
    [
      '503 of Squid',
      { status: 503, headers: { 'X-Squid-Error': 'ERR_DNS_FAIL 0' } },
      'unreachable',
    ],
    [
      '404 with its status',
      { status: 404, headers: { 'Proxy-Status': 'p; error=dns_error' } },
      'proxy',
    ],
  ])('and answers %s instead of the service is named', async (_name, answer, code) => {
    const { proxy, service } = await plainBehindProxy({ page: answer });
    const failing = sender({ proxy: `http://me:example-pass@${proxy.host}` })(http);
    await expect(failing).rejects.toMatchObject({ code, exitCode: 6, status: undefined });
    await expect(failing).rejects.toThrow(`The proxy http://${proxy.host} `);
    await expect(failing).rejects.toThrow(`HTTP ${answer.status}`);
    expect(service.requests).toHaveLength(0);
  });

  it.each([
    ['404 in JSON', { status: 404, headers: { 'content-type': 'application/json' }, text: '{}' }],
    ['403 without a body', { status: 403, headers: html }],
    [
      '404 in JSON that a proxy passed on',
      { status: 404, headers: { 'Proxy-Status': 'p; received-status=404' }, text: '{}' },
    ],
    ['401 with a page', { status: 401, headers: html, text: page }],
    ['200 with a page', { status: 200, headers: html, text: page }],
  ])('leaves %s to the service', async (_name, answer) => {
    const { proxy } = await plainBehindProxy({ page: answer });
    expect((await sender({ proxy: `http://${proxy.host}` })(http)).status).toBe(answer.status);
  });
});

describe('an address without a proxy', () => {
  it.each([
    [
      'that uses something else',
      'SSH-2.0-x\r\n',
      /^The server at http:\/\/127\S+ doesn't answer with HTTP/,
    ],
    ['that offers HTTP/2 only', '\0\0\0\x04\0\0\0\0\0', /^http:\/\/127\S+ only offers HTTP\/2/],
  ])('%s is reported for plain http', async (_name, text, words) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end(text, 'latin1'));
    });
    const host = await listening(server);
    const failing = sender({ proxy: `http://${host}` })(http);
    await expect(failing).rejects.toThrow(words);
    await expect(failing).rejects.toMatchObject({ hint: expect.stringMatching(/\bproxy\b/) });
  });

  it('that connects to something else is reported together with the service', async () => {
    const plain = await serve(() => ({}));
    open.push(plain);
    const other = await testProxy({
      hosts: { 'service.example': Number(new URL(plain.url).port) },
    });
    open.push(other);
    await expect(sender({ proxy: `http://${other.host}` })(https)).rejects.toThrow(
      `Through the proxy http://${other.host}, ${https} answers without TLS`,
    );
  });
});

describe('a proxy that is reached by TLS', () => {
  const secured = async (of: Certificate) => behindProxy({ certificate: of });

  it.each([https, http])('is verified with caFile: %s', async (url) => {
    const of = await certificateFor('127.0.0.1', ca);
    const { proxy } = await (url === https ? secured(of) : plainBehindProxy({ certificate: of }));
    expect((await sender({ proxy: `https://${proxy.host}` })(url)).status).toBe(200);
  });

  it.each([https, http])('is not verified with insecureTls: %s', async (url) => {
    const of = await certificateFor('127.0.0.1');
    const { proxy } = await (url === https ? secured(of) : plainBehindProxy({ certificate: of }));
    const ask = sender({ proxy: `https://${proxy.host}`, insecureTls: true });
    expect((await ask(url)).status).toBe(200);
  });

  it('that does not use TLS is reported', async () => {
    const { proxy } = await behindProxy();
    const failing = sender({ proxy: `https://${proxy.host}` })(https);
    await expect(failing).rejects.toMatchObject({ code: 'tls', transient: false });
    await expect(failing).rejects.toThrow(`https://${proxy.host} answers without TLS`);
  });

  it.each([https, http])('is verified like any other: %s', async (url) => {
    const server = await secureService(await certificateFor('127.0.0.1'));
    open.push(server);
    const proxy = `https://127.0.0.1:${server.port}`;
    const failing = sender({ proxy })(url);
    await expect(failing).rejects.toMatchObject({ code: 'tls', transient: false });
    await expect(failing).rejects.toThrow(`The certificate of ${proxy} can't be verified`);
  });
});
