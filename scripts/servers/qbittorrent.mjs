import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, hasProgram, startServer } from './processes.mjs';
import { createTorrents } from './torrent.mjs';

export const missing = () =>
  hasProgram('qbittorrent-nox') ? undefined : 'apt-get install qbittorrent-nox';

export async function begin(folder) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const state = join(folder, 'qBittorrent', 'config');
  mkdirSync(state, { recursive: true });
  writeFileSync(join(state, 'qBittorrent.conf'), settings(await freePort()));
  const command = ['qbittorrent-nox', `--profile=${folder}`, `--webui-port=${port}`];
  const start = () => startServer(command, { url });
  let server = await start();
  let cookie = '';
  async function call(path, body) {
    const init = { method: 'POST', headers: { cookie }, body };
    const response = await fetch(`${url}/api/v2/${path}`, init);
    if (response.status !== 403) return response;
    const login = new URLSearchParams({ username: 'admin', password: 'adminadmin' });
    const answer = await fetch(`${url}/api/v2/auth/login`, { method: 'POST', body: login });
    cookie = answer.headers.get('set-cookie').split(';')[0];
    return call(path, body);
  }
  const { add, pathOf, write } = createTorrents(folder, async ({ name, file, hash }) => {
    const form = new FormData();
    form.set('torrents', new Blob([file]), `${name}.torrent`);
    form.set('savepath', folder);
    await call('torrents/add', form);
    while ((await infoOf(hash)).length === 0) {}
  });
  const infoOf = async (hash) => (await call(`torrents/info?hashes=${hash}`)).json();
  const on =
    (path, more = {}) =>
    (hashes) =>
      call(`torrents/${path}`, new URLSearchParams({ hashes, ...more }));
  async function until(hash, states) {
    while (!states.test((await infoOf(hash))[0].state)) {}
  }
  async function complete(hash) {
    write(hash);
    await on('recheck')(hash);
  }
  return {
    env: { QBITTORRENT_URL: url, QBITTORRENT_PASSWORD: 'adminadmin' },
    stop: () => server.stop(),
    cases: {
      success: { code: 0, start: add, act: complete },
      failure: {
        code: 1,
        // The file is deleted while the server is down, which remembers that it was complete.
        async start() {
          const hash = await add();
          await complete(hash);
          await until(hash, /^(stalled|queued)UP$/);
          await on('pause')(hash);
          const kept = join(folder, 'qBittorrent', 'data', 'BT_backup', `${hash}.fastresume`);
          while (!/14:completed_timei[1-9].*6:pausedi1/s.test(textIn(kept))) {
            await new Promise((resolve) => setTimeout(resolve, 100));
          }
          await server.stop();
          rmSync(pathOf(hash));
          server = await start();
          return hash;
        },
      },
      cancel: { code: 6, start: add, act: on('delete', { deleteFiles: 'true' }) },
      paused: { code: 9, start: add, act: on('pause') },
      'unknown id': { code: 5, start: () => 'f'.repeat(40) },
      'wrong credentials': {
        code: 4,
        start: () => 'f'.repeat(40),
        env: { QBITTORRENT_PASSWORD: 'example-other' },
      },
      restart: {
        // The server remembers the torrent, but not the session.
        code: 0,
        start: add,
        async act(hash) {
          await server.stop();
          server = await start();
          await complete(hash);
        },
      },
    },
  };
}

function textIn(file) {
  return existsSync(file) ? readFileSync(file, 'latin1') : '';
}

const settings = (port) => `[LegalNotice]
Accepted=true
[BitTorrent]
Session\\Port=${port}
Session\\Interface=lo
Session\\DHTEnabled=false
Session\\PeXEnabled=false
Session\\LSDEnabled=false
[Preferences]
WebUI\\Address=127.0.0.1
WebUI\\UseUPnP=false
`;
