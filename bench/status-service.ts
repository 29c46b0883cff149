import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/**
 * A service with a running import, and a folder whose configuration has a profile `shop` for it. It
 * answers from its own thread, because the benchmark's thread blocks until each process ends.
 */
export async function startStatusService() {
  const service = new Worker(
    `const { parentPort } = require('node:worker_threads');
     const server = require('node:http').createServer((request, response) => {
       response.setHeader('content-type', 'application/json');
       response.end('{"id":1,"status":"IN_PROGRESS","type":"products"}');
     });
     server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`,
    { eval: true },
  );
  const port = await new Promise<number>((found) => service.once('message', found));
  const url = `http://127.0.0.1:${port}`;
  const home = mkdtempSync(join(tmpdir(), 'importwatch-bench-'));
  writeFileSync(
    join(home, '.importwatchrc'),
    `profiles:\n  shop: { provider: elevate, baseUrl: "${url}", apiKey: example-key }\n`,
  );
  return { service, url, home };
}
