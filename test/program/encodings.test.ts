import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { run } from '../helpers/program.ts';

const body = JSON.stringify({ id: 1, status: 'IN_PROGRESS', type: 'products' });

/** By their names in `accept-encoding`. Older versions of Node have no zstd. */
const compress: Readonly<Record<string, (text: string) => Buffer>> = {
  gzip: zlib.gzipSync,
  deflate: zlib.deflateSync,
  br: zlib.brotliCompressSync,
  zstd: (zlib as unknown as Record<string, (text: string) => Buffer>)['zstdCompressSync'] as never,
};

describe('a compressed answer', () => {
  it('is read in each of the requested encodings', async () => {
    const used: string[] = [];
    const server = createServer(({ headers }, response) => {
      const asked = String(headers['accept-encoding']).split(', ');
      const encoding = asked[used.length] ?? '';
      used.push(encoding);
      response.setHeader('content-type', 'application/json');
      response.setHeader('content-encoding', encoding).end(compress[encoding]?.(body));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const known = Object.keys(compress).filter((encoding) => compress[encoding] !== undefined);
    const env = { IMPORTWATCH_API_KEY: 'example-key' };
    for (const _encoding of known) {
      const args = ['status', '1', '--provider', 'elevate', '--base-url', url];
      expect((await run(args, { env })).stdout).toContain('running (IN_PROGRESS)');
    }
    server.close();
    expect(used).toEqual(known);
  });
});
