// The same imports, watched in real time by importwatch and by a loop that polls every 3 s, as
// `gh run watch` does. The service counts the requests, and measures the time from the end of an
// import until the answer that reports it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const fixedMs = 3000;
const durationsMs = [12, 21, 34, 47, 58, 71].map((seconds) => seconds * 1000 + 700);
const total = 5000;
const say = (line = '') => process.stdout.write(`${line}\n`);

const startedMs = performance.now();
interface Seen {
  requests: number;
  delayMs?: number;
}
const seen = new Map<string, Seen>();
const server = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '', 'http://localhost');
  const durationMs = durationsMs[Number(searchParams.get('id'))] ?? 0;
  const afterMs = performance.now() - startedMs - durationMs;
  const watcher = seen.get(request.url ?? '') ?? { requests: 0 };
  seen.set(request.url ?? '', watcher);
  watcher.requests += 1;
  const isOver = afterMs >= 0;
  if (isOver) watcher.delayMs ??= afterMs;
  const completed = isOver ? total : Math.floor((1 + afterMs / durationMs) * total);
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ status: isOver ? 'done' : 'importing', completed, total }));
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const home = mkdtempSync(join(tmpdir(), 'importwatch-bench-'));
const pathOf = (watcher: string, id: number | string) => `/?by=${watcher}&id=${id}`;

async function loop(id: number): Promise<void> {
  for (;;) {
    const answer = await fetch(url + pathOf('loop', id));
    if (((await answer.json()) as { status: string }).status === 'done') return;
    await sleep(fixedMs);
  }
}

async function importwatch(id: number): Promise<void> {
  const profile = JSON.stringify({
    profiles: {
      api: {
        provider: 'http',
        baseUrl: url,
        request: { path: '/', query: { by: 'importwatch', id: '{id}' } },
        state: { from: 'status', words: { importing: 'running', done: 'succeeded' } },
        completed: 'completed',
        total: 'total',
      },
    },
  });
  const config = join(home, 'config.json');
  writeFileSync(config, profile);
  const words = ['wait', String(id), '--config', config, '--quiet'];
  const child = spawn(process.execPath, [resolve('bin/importwatch.js'), ...words], {
    env: { PATH: process.env['PATH'], HOME: home },
    stdio: 'ignore',
  });
  await once(child, 'exit');
}

await Promise.all(durationsMs.flatMap((_, id) => [loop(id), importwatch(id)]));
server.close();
rmSync(home, { recursive: true, force: true });

const row = (cells: readonly (string | number)[]) =>
  say(cells.map((cell) => String(cell).padStart(14)).join(''));
say(
  `Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}; ${durationsMs.length} imports at the same time`,
);
row(['import', 'every 3 s', 'delay', 'importwatch', 'delay']);
const sums = { loop: { requests: 0, delayMs: 0 }, importwatch: { requests: 0, delayMs: 0 } };
const watchers = ['loop', 'importwatch'] as const;
for (const [id, durationMs] of durationsMs.entries()) {
  const cells = watchers.flatMap((watcher) => {
    const { requests = 0, delayMs = 0 } = seen.get(pathOf(watcher, id)) ?? {};
    sums[watcher].requests += requests;
    sums[watcher].delayMs += delayMs;
    return [requests, `${(delayMs / 1000).toFixed(2)} s`];
  });
  row([`${(durationMs / 1000).toFixed(0)} s`, ...cells]);
}
const mean = (sumMs: number) => `${(sumMs / durationsMs.length / 1000).toFixed(2)} s`;
const { loop: theirs, importwatch: ours } = sums;
row(['all', theirs.requests, mean(theirs.delayMs), ours.requests, mean(ours.delayMs)]);
const isMissed = ours.delayMs > theirs.delayMs;
say(`goal: a smaller mean delay than every 3 s${isMissed ? '  MISSED' : ''}`);
process.exitCode = isMissed ? 1 : 0;
