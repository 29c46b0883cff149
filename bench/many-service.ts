// The service for the benchmarks of many imports, in its own process. Prints its port. An import
// reports counts, and ends at its third poll. Each run has its own ids.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const polls = 3;
const total = 500;

const polled = new Map<string, number>();
const server = createServer((request, response) => {
  const id = request.url ?? '';
  const times = (polled.get(id) ?? 0) + 1;
  polled.set(id, times);
  const isOver = times >= polls;
  const status = isOver ? 'done' : 'importing';
  const completed = isOver ? total : times * 100;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ status, completed, total }));
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
