import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';

/**
 * Lines that several processes may write, read and clear at the same time, without a lock: a line is
 * appended by one write, a file that has grown is set aside by a rename, and old ones are removed.
 */
export interface Journal {
  /** All that is there, the oldest first as a rule. */
  read(): Promise<string>;
  /** Rejects with the error of the file system. */
  append(text: string): Promise<void>;
  clear(): Promise<void>;
}

export interface JournalOptions {
  /** A file that is larger is set aside. */
  readonly fileBytes?: number;
  /** So many files that were set aside are kept. */
  readonly keep?: number;
}

const current = 'journal.ndjson';
const isSetAside = (name: string): boolean => /^journal-\w+-\w+\.ndjson$/.test(name);
const appending = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT;
/** No link is followed out of the folder. Windows has no such flag. */
const here = constants.O_NOFOLLOW ?? 0;

/** `folder` and what is in it are for the eyes of this user only. */
export function createJournal(
  folder: string,
  { fileBytes = 32 * 1024, keep = 2 }: JournalOptions = {},
): Journal {
  const path = join(folder, current);

  async function setAside(): Promise<readonly string[]> {
    const names = await readdir(folder).catch(() => []);
    return names.filter(isSetAside).sort();
  }

  async function startAnew(): Promise<void> {
    const stamp = Date.now().toString(36).padStart(9, '0');
    const name = `journal-${stamp}-${randomBytes(4).toString('hex')}.ndjson`;
    // Another process may have been quicker: then there is nothing to set aside any more.
    await rename(path, join(folder, name)).catch(() => {});
    const old = (await setAside()).slice(0, -keep);
    await Promise.all(old.map((name) => rm(join(folder, name), { force: true })));
  }

  return {
    async read() {
      const names = [...(await setAside()), current];
      const texts = names.map((name) => readFile(join(folder, name), 'utf8').catch(() => ''));
      return (await Promise.all(texts)).join('');
    },
    async append(text) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = await open(path, appending | here, 0o600);
      try {
        const { mode, size } = await file.stat();
        if (mode & 0o077) await Promise.all([file.chmod(0o600), chmod(folder, 0o700)]);
        await file.write(text);
        if (size + Buffer.byteLength(text) > fileBytes) await startAnew();
      } finally {
        await file.close();
      }
    },
    async clear() {
      const names = [...(await setAside()), current];
      await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
    },
  };
}

/** Below `$XDG_STATE_HOME`, by default `~/.local/state` (XDG Base Directory Specification). */
export function stateFolder(
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  const xdg = env['XDG_STATE_HOME'] ?? '';
  return join(isAbsolute(xdg) ? xdg : join(home, '.local', 'state'), 'importwatch');
}
