import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSend } from '../../../src/adapters/http/send-with-got.ts';
import { serve } from '../../../src/demo/serve.ts';
import { authority, type Certificate, certificateFor } from '../../helpers/certificates.ts';
import { secureService } from '../../helpers/secure-service.ts';
import { type SocksOptions, testSocks } from '../../helpers/socks.ts';

const never = new AbortController().signal;
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

let ca: Certificate;
beforeAll(async () => {
  ca = await authority();
});

const service = 'https://service.example';

function ask(proxy: string, url = service, trusted = ca) {
  const send = createSend({
    requestTimeoutMs: 10_000,
    maxBodyBytes: 10_000,
    insecureTls: false,
    ca: trusted.cert,
    env: {},
    userAgent: 'test',
    proxy,
  });
  return send({ method: 'GET', url: new URL(url), headers: {} }, never);
}

async function secured(options: SocksOptions = {}) {
  const served = await secureService(await certificateFor('service.example', ca));
  const socks = await testSocks({ ...options, port: served.port });
  open.push(served, socks);
  return socks;
}

describe('a SOCKS proxy', () => {
  it('connects to an https service and to an http service', async () => {
    const { host } = await secured();
    expect((await ask(`socks5h://${host}`)).status).toBe(200);
    const plain = await serve(() => ({ body: {} }));
    const socks = await testSocks({ port: Number(new URL(plain.url).port) });
    open.push(plain, socks);
    expect((await ask(`socks5h://${socks.host}`, 'http://service.example')).status).toBe(200);
  });

  it('takes a name and a password', async () => {
    const { host } = await secured({ method: 2 });
    expect((await ask(`socks5h://me:example-pass@${host}`)).status).toBe(200);
  });

  it.each([
    ['rejected the credentials', { method: 2, login: 1 }, 'rejected the credentials', 'proxy'],
    ['wants a login', { method: 255 }, 'requires valid credentials', 'proxy'],
    ["doesn't allow the service", { reply: 2 }, `refuses to connect to ${service}`, 'proxy'],
    [
      'fails',
      { reply: 1 },
      `can't connect to ${service} at the moment (general failure)`,
      'unreachable',
    ],
    ['finds no network', { reply: 3 }, "the network can't be reached", 'unreachable'],
    ['finds no host', { reply: 4 }, "the host can't be reached", 'unreachable'],
    ['is refused by the service', { reply: 5 }, 'connection refused', 'unreachable'],
    ['finds no way', { reply: 6 }, 'the time to live has expired', 'unreachable'],
    ['knows no CONNECT', { reply: 7 }, `refuses to connect to ${service}`, 'proxy'],
  ] as const)('that %s is named', async (_name, options, words, code) => {
    const socks = await testSocks(options);
    open.push(socks);
    const failing = ask(`socks5h://me:example-pass@${socks.host}`);
    await expect(failing).rejects.toMatchObject({
      code,
      exitCode: 6,
      transient: code === 'unreachable',
      status: undefined,
    });
    await expect(failing).rejects.toThrow(`The proxy socks5h://${socks.host} `);
    await expect(failing).rejects.toThrow(words);
    await expect(failing).rejects.not.toThrow(/example-pass/);
  });

  it('that is not there is named', async () => {
    const failing = ask('socks5h://127.0.0.1:9');
    await expect(failing).rejects.toMatchObject({ code: 'unreachable' });
    await expect(failing).rejects.toThrow('the proxy socks5h://127.0.0.1:9: nothing is listening');
  });

  it.each(['socks5', 'socks4'])(
    'is not blamed for a name that this machine cannot resolve: %s',
    async (scheme) => {
      const socks = await testSocks();
      open.push(socks);
      const failing = ask(`${scheme}://${socks.host}`, 'https://service.invalid');
      await expect(failing).rejects.toMatchObject({
        code: 'unreachable',
        message: expect.stringContaining("Can't reach https://service.invalid: "),
        hint: expect.stringContaining('socks5h://'),
      });
    },
  );

  it.each([
    [
      'an HTTP server',
      'HTTP/1.1 400 Bad Request\r\n\r\n',
      "doesn't behave like a SOCKS proxy",
      'proxy',
    ],
    ['a server that hangs up', '', 'it closed the connection', 'unreachable'],
  ])('that is %s is reported as such', async (_name, text, words, code) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end(text));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    open.push({ close: async () => void server.close() });
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const failing = ask(`socks5h://${host}`);
    await expect(failing).rejects.toMatchObject({ code });
    await expect(failing).rejects.toThrow(words);
    await expect(failing).rejects.toThrow(host);
  });

  it('is not blamed for the certificate of the service', async () => {
    const { host } = await secured();
    const failing = ask(`socks5h://${host}`, service, await authority());
    await expect(failing).rejects.toThrow(`The certificate of ${service} can't be verified`);
  });
});
