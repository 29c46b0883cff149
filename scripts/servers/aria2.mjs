import { startFiles } from './file-server.mjs';
import { freePort, hasProgram, startServer } from './processes.mjs';

export const missing = () => (hasProgram('aria2c') ? undefined : 'apt-get install aria2');

export async function begin(folder) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const files = await startFiles(1_000_000);
  const options = ['--no-conf', '--enable-rpc', `--rpc-listen-port=${port}`, `--dir=${folder}`];
  const command = ['aria2c', ...options, '--rpc-secret=example-secret', '--max-tries=1'];
  const start = () => startServer(command, { url });
  let server = await start();
  const message = (method, ...params) =>
    JSON.stringify({
      jsonrpc: '2.0',
      id: 'test',
      method,
      params: ['token:example-secret', ...params],
    });
  const call = async (...words) => {
    const response = await fetch(`${url}/jsonrpc`, { method: 'POST', body: message(...words) });
    return (await response.json()).result;
  };
  const add = (name) => call('aria2.addUri', [`${files.url}/${name}`]);
  return {
    env: { ARIA2_URL: url, ARIA2_SECRET: 'example-secret' },
    async stop() {
      await files.stop();
      await server.stop();
    },
    cases: {
      success: { code: 0, start: () => add('a') },
      failure: { code: 1, start: () => add('missing') },
      cancel: { code: 3, start: () => add('b'), act: (gid) => call('aria2.remove', gid) },
      paused: { code: 9, start: () => add('c'), act: (gid) => call('aria2.forcePause', gid) },
      'unknown id': { code: 5, start: () => '0123456789abcdef' },
      'id that is not a GID': { code: 5, start: () => 'nothing' },
      'wrong credentials': {
        code: 4,
        start: () => '0123456789abcdef',
        env: { ARIA2_SECRET: 'example-other' },
      },
      restart: {
        code: 6,
        start: () => add('d'),
        async act() {
          await server.stop();
          server = await start();
        },
      },
      run: {
        code: 0,
        command: () => [
          'curl',
          '-sS',
          `${url}/jsonrpc`,
          '-d',
          message('aria2.addUri', [`${files.url}/e`]),
        ],
      },
    },
  };
}
