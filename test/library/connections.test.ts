import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, it } from 'vitest';
import { getStatus, waitForImport, watchImports } from '../../src/index.ts';

const sockets: Promise<unknown>[] = [];
/** Keeps every connection for as long as the client does. */
const server = createServer({ keepAliveTimeout: 0 }, (_request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end('{"id":"1","status":"SUCCESS","type":"products"}');
});
server.on('connection', (socket) => sockets.push(once(socket, 'close')));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const request = {
  provider: 'elevate',
  id: '1',
  settings: {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    apiKey: 'example-key',
  },
} as const;

it('a call leaves no connection behind', async () => {
  for (let call = 0; call < 5; call++) await waitForImport(request);
  for (let call = 0; call < 5; call++) await getStatus(request);
  for await (const _event of watchImports([request, request])) {
  }
  for await (const event of watchImports([request])) if (event.type === 'progress') break;
  expect(sockets.length).toBeGreaterThanOrEqual(11);
  // Waits until the time limit of the test for one that stays open.
  await Promise.all(sockets);
});
