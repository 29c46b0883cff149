import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createSecureServer as createHttp2Server } from 'node:http2';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import tls from 'node:tls';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Transport } from '../../../src/adapters/http/clients.ts';
import { createSend } from '../../../src/adapters/http/send-with-got.ts';
import { trustedWith } from '../../../src/adapters/http/trust.ts';
import type { HttpRequest } from '../../../src/core/ports/send.ts';
import { authority, type Certificate, certificateFor } from '../../helpers/certificates.ts';
import { secureService } from '../../helpers/secure-service.ts';

const never = new AbortController().signal;
const transport: Transport = {
  requestTimeoutMs: 10_000,
  maxBodyBytes: 10_000,
  insecureTls: false,
  env: {},
  userAgent: 'test',
};
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

let ca: Certificate;
let good: Certificate;
beforeAll(async () => {
  ca = await authority();
  good = await certificateFor('127.0.0.1', ca);
});

async function serving(certificate: Certificate) {
  const service = await secureService(certificate);
  open.push(service);
  return { url: `https://127.0.0.1:${service.port}`, requests: service.requests };
}

function ask(url: string, parts: Partial<Transport> = {}) {
  const request: HttpRequest = {
    method: 'GET',
    url: new URL(url),
    headers: { 'api-key': 'example-key' },
  };
  return createSend({ ...transport, ...parts })(request, never);
}

describe('a certificate that cannot be verified', () => {
  const dayMs = 86_400_000;
  const past = { from: new Date(Date.now() - 9 * dayMs), until: new Date(Date.now() - dayMs) };
  const future = { from: new Date(Date.now() + dayMs), until: new Date(Date.now() + 9 * dayMs) };

  it.each([
    ['by an unknown authority', () => good, {}, /UNABLE_TO_VERIFY_LEAF_SIGNATURE/, /caFile/],
    [
      'signed by itself',
      () => certificateFor('127.0.0.1'),
      {},
      /DEPTH_ZERO_SELF_SIGNED_CERT/,
      /caFile/,
    ],
    [
      'that has expired',
      () => certificateFor('127.0.0.1', ca, past),
      { trusted: true },
      /it has expired/,
      /Renew/,
    ],
    [
      "that isn't yet valid",
      () => certificateFor('127.0.0.1', ca, future),
      { trusted: true },
      /it isn't yet valid/,
      /clock/,
    ],
    [
      'for another host',
      () => certificateFor('other.example', ca),
      { trusted: true },
      /it is for a different host name/,
      /baseUrl/,
    ],
  ] as const)(
    '%s is final, with the reason and the next step',
    async (...[, of, how, why, hint]) => {
      const { url, requests } = await serving(await of());
      const failing = ask(url, 'trusted' in how ? { ca: ca.cert } : {});
      await expect(failing).rejects.toMatchObject({
        code: 'tls',
        transient: false,
        exitCode: 6,
        message: expect.stringMatching(why),
        hint: expect.stringMatching(hint),
      });
      await expect(failing).rejects.toThrow(`The certificate of ${url} can't be verified`);
      expect(requests).toHaveLength(0);
    },
  );

  it('because the service does not send its intermediate certificate says so', async () => {
    const below = await authority(ca);
    const { url } = await serving(await certificateFor('127.0.0.1', below));
    const failing = ask(url, { ca: ca.cert });
    await expect(failing).rejects.toMatchObject({
      code: 'tls',
      transient: false,
      message: expect.stringContaining('an intermediate certificate is missing'),
      hint: expect.stringContaining('must send its intermediate certificates'),
    });
    const both = { ca: `${ca.cert}\n${below.cert}` };
    expect((await ask(url, both)).status).toBe(200);
  });

  it('is accepted with insecureTls', async () => {
    const { url } = await serving(good);
    expect((await ask(url, { insecureTls: true })).status).toBe(200);
  });
});

describe('a connection over https', () => {
  it('is kept for the next request', async () => {
    const service = await secureService(good);
    open.push(service);
    const send = createSend({ ...transport, ca: ca.cert });
    const url = new URL(`https://127.0.0.1:${service.port}`);
    for (const _poll of [1, 2, 3]) await send({ method: 'GET', url, headers: {} }, never);
    expect([service.requests.length, service.connections()]).toEqual([3, 1]);
  });
});

describe('an authority of caFile', () => {
  it('is trusted', async () => {
    const { url } = await serving(good);
    expect((await ask(url, { ca: ca.cert })).status).toBe(200);
  });

  it('is trusted in addition to the usual ones', () => {
    const trusted = trustedWith(ca.cert, {});
    expect(trusted).toEqual(expect.arrayContaining([...tls.rootCertificates, ca.cert]));
    expect(tls.rootCertificates.length).toBeGreaterThan(50);
  });
});

describe('NODE_EXTRA_CA_CERTS', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  let folder: string;
  let program: string;
  beforeAll(async () => {
    // Below node_modules, so that what it imports is found.
    folder = mkdtempSync(join(root, 'node_modules', '.ask-'));
    program = join(folder, 'program.mjs');
    writeFileSync(join(folder, 'ca.pem'), ca.cert);
    await build({
      entryPoints: [join(root, 'test/adapters/http/ask-program.ts')],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
    });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function askInProcess(url: string, env: Record<string, string>, caFile = '') {
    const child = spawn(process.execPath, [program, url], { env, stdio: ['pipe', 'pipe', 'pipe'] });
    child.stdin.end(caFile);
    let printed = '';
    child.stdout.on('data', (text) => {
      printed += text;
    });
    await once(child, 'close');
    return printed;
  }

  it('is honored', async () => {
    const { url } = await serving(good);
    expect(await askInProcess(url, {})).toBe('tls');
    expect(await askInProcess(url, { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') })).toBe('200');
  });

  it('is honored together with caFile', async () => {
    const { url } = await serving(good);
    const other = await authority();
    const extra = { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') };
    expect(await askInProcess(url, {}, other.cert)).toBe('tls');
    expect(await askInProcess(url, extra, other.cert)).toBe('200');
  });

  it('that names no file changes nothing', () => {
    const env = { NODE_EXTRA_CA_CERTS: '/nowhere/ca.pem' };
    expect(trustedWith(ca.cert, env)).toEqual(trustedWith(ca.cert, {}));
  });
});

describe('a TLS handshake', () => {
  it('that never ends is given up after the time-out', async () => {
    const server = createServer((socket) => socket.on('error', () => {}));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    open.push({ close: async () => void server.close() });
    const { port } = server.address() as AddressInfo;
    await expect(ask(`https://127.0.0.1:${port}`, { requestTimeoutMs: 200 })).rejects.toMatchObject(
      { code: 'no-reply', transient: true },
    );
  });

  it.each([
    ['plain HTTP', 'HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n'],
    ['SSH', 'SSH-2.0-x\r\n'],
  ])('with a service that uses %s is final', async (_name, text) => {
    const url = await answering(text, 'https');
    await expect(ask(url)).rejects.toMatchObject({
      code: 'tls',
      transient: false,
      message: `${url} answers without TLS: it is probably a port for plain HTTP.`,
      hint: expect.stringContaining('port and the scheme of baseUrl'),
    });
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'that requires a client certificate is final: %s',
    async (maxVersion) => {
      const service = await secureService(good, {
        requestCert: true,
        rejectUnauthorized: true,
        ca: ca.cert,
        maxVersion,
      });
      open.push(service);
      const failing = ask(`https://127.0.0.1:${service.port}`, { ca: ca.cert });
      await expect(failing).rejects.toMatchObject({ code: 'tls', transient: false, exitCode: 6 });
      await expect(failing).rejects.toThrow('require');
      await expect(failing).rejects.toThrow('a client certificate');
    },
  );

  it.each(['TLSv1', 'TLSv1.1'] as const)('with %s only is final', async (version) => {
    const service = await secureService(good, {
      minVersion: version,
      maxVersion: version,
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    open.push(service);
    await expect(ask(`https://127.0.0.1:${service.port}`)).rejects.toMatchObject({
      code: 'tls',
      transient: false,
      message: expect.stringContaining('offers no safe version of TLS (1.2 or later)'),
    });
  });

  it('that the service breaks off is retried', async () => {
    const url = await answering('', 'https');
    await expect(ask(url)).rejects.toMatchObject({ code: 'unreachable', transient: true });
  });
});

describe('a service that offers HTTP/2 only', () => {
  const settings = Buffer.from('000006040000000000000400000000', 'hex').toString('latin1');

  it('over https is reported as such', async () => {
    const server = createHttp2Server({ ...good }, (_request, response) => response.end('{}'));
    server.on('sessionError', () => {});
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    open.push({ close: async () => void server.close() });
    const { port } = server.address() as AddressInfo;
    await expect(ask(`https://127.0.0.1:${port}`, { ca: ca.cert })).rejects.toMatchObject({
      code: 'wrong-protocol',
      transient: false,
      exitCode: 6,
      message: expect.stringContaining('only HTTP/2'),
    });
  });

  it('over plain http is reported as such', async () => {
    const url = await answering(settings, 'http');
    await expect(ask(url)).rejects.toMatchObject({
      code: 'wrong-protocol',
      transient: false,
      exitCode: 6,
      message: `${url} only offers HTTP/2, and importwatch uses HTTP/1.1.`,
    });
  });
});

it('a service that answers with TLS at an http address is reported as such', async () => {
  const url = await answering('\x15\x03\x01\x00\x02\x02\x16', 'http');
  await expect(ask(url)).rejects.toMatchObject({
    code: 'wrong-protocol',
    message: expect.stringContaining('answers with TLS'),
    hint: 'Use https:// in baseUrl.',
  });
});

/** A server that answers whatever it gets with this, and closes. */
async function answering(text: string, scheme: string): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(text, 'latin1'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push({ close: async () => void server.close() });
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
