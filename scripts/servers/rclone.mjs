import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, hasProgram, startServer } from './processes.mjs';

export const missing = () => (hasProgram('rclone') ? undefined : 'apt-get install rclone');

export async function begin(folder) {
  const url = `http://127.0.0.1:${await freePort()}`;
  const from = join(folder, 'from');
  mkdirSync(from);
  for (const name of ['a', 'b', 'c', 'd']) writeFileSync(join(from, name), Buffer.alloc(1_000_000));
  const command = ['rclone', 'rcd', '--rc-addr', new URL(url).host];
  const credentials = ['--rc-user', 'importwatch', '--rc-pass', 'example-password'];
  const env = { ...process.env, RCLONE_CONFIG: join(folder, 'rclone.conf') };
  const start = () => startServer([...command, ...credentials], { url, env });
  let server = await start();
  const headers = {
    'content-type': 'application/json',
    authorization: `Basic ${btoa('importwatch:example-password')}`,
  };
  const call = async (path, body) => {
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    return (await fetch(`${url}/${path}`, init)).json();
  };
  let copies = 0;
  const copying = (srcFs = from) => ({ srcFs, dstFs: join(folder, `to${copies++}`), _async: true });
  const copy = async (rate, source) => {
    await call('core/bwlimit', { rate });
    return String((await call('sync/copy', copying(source))).jobid);
  };
  const words = [
    '-sS',
    '-u',
    'importwatch:example-password',
    '-H',
    'Content-Type: application/json',
  ];
  return {
    env: { RCLONE_URL: url, RCLONE_PASSWORD: 'example-password' },
    stop: () => server.stop(),
    cases: {
      success: { code: 0, start: () => copy('2M') },
      failure: { code: 1, start: () => copy('off', join(folder, 'nowhere')) },
      cancel: {
        code: 3,
        start: () => copy('500k'),
        act: (jobid) => call('job/stop', { jobid: Number(jobid) }),
      },
      'unknown id': { code: 5, start: () => '99999' },
      'wrong credentials': { code: 4, start: () => '1', env: { RCLONE_PASSWORD: 'example-other' } },
      restart: {
        code: 6,
        start: () => copy('500k'),
        async act() {
          await server.stop();
          server = await start();
        },
      },
      run: {
        code: 0,
        command: () => ['curl', ...words, `${url}/sync/copy`, '-d', JSON.stringify(copying())],
      },
    },
  };
}
