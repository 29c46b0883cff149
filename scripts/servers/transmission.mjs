import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, hasProgram, startServer } from './processes.mjs';
import { createTorrents } from './torrent.mjs';

export const missing = () =>
  hasProgram('transmission-daemon') ? undefined : 'apt-get install transmission-daemon';

export async function begin(folder) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const places = ['-f', '-g', join(folder, 'state'), '-w', folder];
  const alone = ['--no-portmap', '--no-dht', '--no-lpd', '-P', String(await freePort())];
  const loopback = ['-i', '127.0.0.1', '-r', '127.0.0.1', '-p', String(port)];
  const login = ['-t', '-u', 'importwatch', '-v', 'example-password'];
  const command = ['transmission-daemon', ...places, ...alone, ...loopback, ...login];
  const start = () => startServer(command, { url });
  let server = await start();
  let session = '';
  async function call(method, words) {
    const headers = {
      authorization: `Basic ${btoa('importwatch:example-password')}`,
      'x-transmission-session-id': session,
    };
    const body = JSON.stringify({ method, arguments: words });
    const response = await fetch(`${url}/transmission/rpc`, { method: 'POST', headers, body });
    if (response.status !== 409) return (await response.json()).arguments;
    session = response.headers.get('x-transmission-session-id');
    return call(method, words);
  }
  const { add, pathOf, write } = createTorrents(folder, ({ file }) =>
    call('torrent-add', { metainfo: file.toString('base64') }),
  );
  const on = (method) => (id) => call(method, { ids: [id] });
  async function until(id, isSo) {
    const question = { ids: [id], fields: ['haveValid', 'status'] };
    while (!isSo((await call('torrent-get', question)).torrents[0])) {}
  }
  async function complete(id) {
    write(id);
    await on('torrent-verify')(id);
  }
  return {
    env: { TRANSMISSION_URL: url, TRANSMISSION_PASSWORD: 'example-password' },
    stop: () => server.stop(),
    cases: {
      success: { code: 0, start: add, act: complete },
      failure: {
        code: 1,
        async start() {
          // A part had been downloaded, and is deleted from the disk.
          const id = await add();
          write(id, 140_000);
          await on('torrent-verify')(id);
          await until(id, ({ haveValid, status }) => haveValid > 0 && status === 4);
          await on('torrent-stop')(id);
          await until(id, ({ status }) => status === 0);
          rmSync(pathOf(id));
          await on('torrent-start')(id);
          return id;
        },
      },
      cancel: { code: 6, start: add, act: on('torrent-remove') },
      paused: {
        code: 9,
        start: add,
        async act(id) {
          // The server forgets a stop while it checks a new torrent.
          await until(id, ({ status }) => status === 4);
          await on('torrent-stop')(id);
        },
      },
      'unknown id': { code: 5, start: () => 'f'.repeat(40) },
      'wrong credentials': {
        code: 4,
        start: () => 'f'.repeat(40),
        env: { TRANSMISSION_PASSWORD: 'example-other' },
      },
      restart: {
        // The server remembers the torrent, and requires a new session id.
        code: 0,
        start: add,
        async act(id) {
          await server.stop();
          server = await start();
          await complete(id);
        },
      },
    },
  };
}
