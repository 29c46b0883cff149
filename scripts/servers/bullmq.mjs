import { missingOf, requiring } from './npm-packages.mjs';
import { freePort, hasProgram, startServer } from './processes.mjs';

export const missing = () =>
  hasProgram('redis-server')
    ? missingOf('bullmq', '@bull-board/api', '@bull-board/express', 'express', 'ioredis')
    : 'apt-get install redis-server';

export async function begin(folder) {
  const redisPort = await freePort();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const inMemory = ['--bind', '127.0.0.1', '--save', '', '--dir', folder];
  const redis = await startServer(['redis-server', '--port', String(redisPort), ...inMemory], {
    url: `http://127.0.0.1:${redisPort}`,
  });
  const program = `${requiring()}
    const connection = { host: '127.0.0.1', port: ${redisPort}, maxRetriesPerRequest: null };
    const port = ${port};
    ${board}`;
  const command = [process.execPath, '--input-type=module', '--eval', program];
  const start = () => startServer(command, { url });
  let server = await start();
  const authorization = `Basic ${btoa('admin:example-password')}`;
  const call = (path, init) => fetch(url + path, { headers: { authorization }, ...init });
  const add = async (query) => (await call(`/start?${query}`, { method: 'POST' })).text();
  return {
    env: { BULL_BOARD_URL: `${url}/board`, BULL_BOARD_PASSWORD: 'example-password' },
    async stop() {
      await server.stop();
      await redis.stop();
    },
    cases: {
      success: { code: 0, start: () => add('steps=5') },
      failure: { code: 1, start: () => add('steps=5&failAt=3') },
      cancel: {
        // A job can only be removed, not canceled, and only while no worker has it.
        code: 6,
        start: () => add('steps=5&delay=60000'),
        act: (id) => call(`/board/api/queues/imports/${id}/clean`, { method: 'PUT' }),
      },
      'unknown id': { code: 5, start: () => '99999' },
      'wrong credentials': {
        code: 4,
        start: () => '1',
        env: { BULL_BOARD_PASSWORD: 'example-other' },
      },
      restart: {
        // Redis keeps the job, and the next worker restarts it.
        code: 0,
        start: () => add('steps=5'),
        async act() {
          await server.stop();
          server = await start();
        },
      },
    },
  };
}

// A queue, its worker, and a board behind Basic authentication.
const board = `
const { Queue, Worker } = need('bullmq');
const { createBullBoard } = need('@bull-board/api');
const { BullMQAdapter } = need('@bull-board/api/bullMQAdapter');
const { ExpressAdapter } = need('@bull-board/express');
const express = need('express');
const queue = new Queue('imports', { connection });
async function work(job) {
  for (let step = 1; step <= job.data.steps; step++) {
    await new Promise((resolve) => setTimeout(resolve, 400));
    await job.updateProgress((step / job.data.steps) * 100);
    if (step === job.data.failAt) throw new Error('step ' + step + ' went wrong');
  }
}
new Worker('imports', work, { connection, lockDuration: 1000, stalledInterval: 1000 });
const serverAdapter = new ExpressAdapter();
serverAdapter.setBasePath('/board');
createBullBoard({ queues: [new BullMQAdapter(queue)], serverAdapter });
const app = express();
app.use((request, response, next) => {
  const expected = 'Basic ' + btoa('admin:example-password');
  return request.headers.authorization === expected ? next() : response.sendStatus(401);
});
app.use('/board', serverAdapter.getRouter());
app.post('/start', async ({ query }, response) => {
  const data = { steps: Number(query.steps), failAt: Number(query.failAt) };
  const { id } = await queue.add('import', data, { delay: Number(query.delay ?? 0) });
  response.send(id);
});
app.listen(port, '127.0.0.1');`;
