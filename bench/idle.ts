// How often an unattended wait wakes the processor: voluntary context switches of its main thread,
// as Linux counts them, next to the number of requests in the same minute.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const settleMs = 30_000;
const minuteMs = 60_000;

let requests = 0;
const service = createServer((_request, response) => {
  requests += 1;
  response.setHeader('content-type', 'application/json');
  response.end('{"id":1,"status":"IN_PROGRESS","type":"products"}');
});
await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;

const home = mkdtempSync(join(tmpdir(), 'importwatch-bench-'));
const env = { PATH: process.env['PATH'], HOME: home, IMPORTWATCH_API_KEY: 'example-key' };
const wait = spawn(
  process.execPath,
  ['bin/importwatch.js', 'wait', '1', '--provider', 'elevate', '--base-url', url],
  { env, stdio: ['ignore', 'ignore', 'ignore'] },
);

function wakeUps(): number {
  const status = readFileSync(`/proc/${wait.pid}/status`, 'utf8');
  return Number(/^voluntary_ctxt_switches:\s*(\d+)/m.exec(status)?.[1]);
}

await sleep(settleMs);
const before = { wakeUps: wakeUps(), requests };
await sleep(minuteMs);
const figures = [wakeUps() - before.wakeUps, requests - before.requests];
wait.kill();
service.close();
process.stdout.write(
  `a wait for an import without counts: ${figures[0]} wake-ups per minute with ${figures[1]} requests\n`,
);
