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
  const stateOf = async (hash) => (await infoOf(hash))[0].state;
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const isComplete = (state) => /^(stalledUP|queuedUP|uploading|pausedUP)$/.test(state);
  /** The server ignores a recheck while it checks a new torrent, so this repeats it. */
  async function complete(hash) {
    write(hash);
    for (let state = await stateOf(hash); !isComplete(state); state = await stateOf(hash)) {
      if (!state.startsWith('checking')) await on('recheck')(hash);
      await pause(1000);
    }
  }
  const resumeFile = (hash) =>
    join(folder, 'qBittorrent', 'data', 'BT_backup', `${hash}.fastresume`);
  /**
   * A paused torrent that the server remembers as complete. Sometimes the server finds the file
   * during its first check, and remembers no time of completion. Then another torrent is needed.
   */
  async function remembered() {
    const hash = await add();
    await complete(hash);
    await on('pause')(hash);
    for (let polls = 0; polls < 100; polls += 1) {
      if (/14:completed_timei[1-9].*6:pausedi1/s.test(textIn(resumeFile(hash)))) return hash;
      await pause(100);
    }
    return remembered();
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
          const hash = await remembered();
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
