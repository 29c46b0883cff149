import { missingOf, packages, requiring } from './npm-packages.mjs';
import { freePort, startServer } from './processes.mjs';

export const missing = () => missingOf('@vendure/core', 'sql.js');

export async function begin(folder) {
  const port = await freePort();
  const starterPort = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const program = `${requiring()}
    const port = ${port}, starterPort = ${starterPort}, folder = ${JSON.stringify(folder)};
    ${shop}`;
  const command = [process.execPath, '--input-type=module', '--eval', program];
  const env = { ...process.env, VENDURE_DISABLE_TELEMETRY: 'true' };
  const starter = `http://127.0.0.1:${starterPort}`;
  const start = () => startServer(command, { url: `${starter}/up`, cwd: packages, env });
  let server = await start();
  const add = async (query) => (await fetch(`${starter}/?${query}`)).text();
  const ask = (query, headers) =>
    fetch(`${url}/admin-api`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
  async function cancel(id) {
    const login =
      'mutation { login(username: "superadmin", password: "example-password") { __typename } }';
    const token = (await ask(login)).headers.get('vendure-auth-token');
    await ask(`mutation { cancelJob(jobId: "${id}") { state } }`, {
      authorization: `Bearer ${token}`,
    });
  }
  return {
    env: { VENDURE_URL: url, VENDURE_PASSWORD: 'example-password' },
    stop: () => server.stop(),
    cases: {
      success: { code: 0, start: () => add('steps=5') },
      failure: { code: 1, start: () => add('steps=5&failAt=3') },
      cancel: { code: 3, start: () => add('steps=50'), act: cancel },
      'unknown id': { code: 5, start: () => '99999' },
      'wrong credentials': {
        code: 4,
        start: () => '1',
        env: { VENDURE_PASSWORD: 'example-other' },
      },
      restart: {
        // The database is in memory.
        code: 6,
        start: () => add('steps=50'),
        async act() {
          await server.stop();
          server = await start();
        },
      },
    },
  };
}

// A shop with a queue, and an endpoint that adds a job to it.
const shop = `
const { bootstrap, DefaultJobQueuePlugin, JobQueueService } = need('@vendure/core');
const { createServer } = await import('node:http');
const app = await bootstrap({
  apiOptions: { port, hostname: '127.0.0.1', adminApiPath: 'admin-api', shopApiPath: 'shop-api' },
  authOptions: {
    tokenMethod: ['bearer'],
    superadminCredentials: { identifier: 'superadmin', password: 'example-password' },
  },
  dbConnectionOptions: { type: 'sqljs', synchronize: true, autoSave: false },
  importExportOptions: { importAssetsDir: folder },
  paymentOptions: { paymentMethodHandlers: [] },
  plugins: [DefaultJobQueuePlugin.init({ pollInterval: 100 })],
});
const jobs = app.get(JobQueueService);
async function work(job) {
  for (let step = 1; step <= job.data.steps && job.state !== 'CANCELLED'; step++) {
    await new Promise((resolve) => setTimeout(resolve, 400));
    job.setProgress((step / job.data.steps) * 100);
    if (step === job.data.failAt) throw new Error('step ' + step + ' went wrong');
  }
}
const queue = await jobs.createQueue({ name: 'imports', process: work });
await jobs.start();
createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  if (pathname === '/up') return response.end();
  const data = { steps: Number(searchParams.get('steps')), failAt: Number(searchParams.get('failAt')) };
  response.end(String((await queue.add(data)).id));
}).listen(starterPort, '127.0.0.1');`;
