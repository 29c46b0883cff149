import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { Journal } from '../core/ports/journal.ts';
import { makeFolder } from './make-folder.ts';

export interface JournalOptions {
  /** A larger file is set aside. */
  readonly fileBytes?: number;
  /** Number of damaged files to keep. */
  readonly keep?: number;
}

const current = 'journal.ndjson';
const lockName = 'journal.lock';
const oldLockMs = 10_000;
const isSetAside = (name: string): boolean => /^journal-\w+-\w+\.ndjson$/.test(name);
const appending = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT;
/** Follows no link out of the folder. Windows has no such flag. */
const here = constants.O_NOFOLLOW ?? 0;

/** Only this user can read `folder` and its files. */
export function createJournal(
  folder: string,
  { fileBytes = 32 * 1024, keep = 2 }: JournalOptions = {},
): Journal {
  const path = join(folder, current);

  async function setAside(): Promise<readonly string[]> {
    const names = await readdir(folder).catch(() => []);
    return names.filter(isSetAside).sort();
  }

  /** Another process may have been faster: then the file is small again. */
  async function startAfresh(): Promise<void> {
    const { size } = await stat(path);
    if (size <= fileBytes) return;
    const names = await setAside();
    await rename(path, join(folder, nextName(names.at(-1))));
    const old = names.slice(0, 1 - keep || names.length);
    await Promise.all(old.map((name) => rm(join(folder, name), { force: true })));
  }

  /** Does nothing while another process does it. */
  async function rotate(): Promise<void> {
    const lock = join(folder, lockName);
    const held = await open(lock, 'wx', 0o600).catch(() => undefined);
    if (held === undefined) return breakOldLock(lock);
    try {
      await startAfresh();
    } finally {
      await held.close();
      await rm(lock, { force: true });
    }
  }

  return {
    async read() {
      const names = [...(await setAside()), current];
      const texts = names.map((name) => readFile(join(folder, name), 'utf8').catch(() => ''));
      return (await Promise.all(texts)).join('');
    },
    async append(text) {
      await makeFolder(folder, 0o700);
      const file = await open(path, appending | here, 0o600);
      try {
        const { mode, size } = await file.stat();
        if (mode & 0o077) await Promise.all([file.chmod(0o600), chmod(folder, 0o700)]);
        await file.write(text);
        if (size + Buffer.byteLength(text) > fileBytes) await rotate().catch(() => {});
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

/** A name that sorts after the previous one, whatever the clock says. */
function nextName(last = ''): string {
  const stamp = Math.max(Date.now(), 1 + Number.parseInt(last.split('-')[1] ?? '0', 36));
  return `journal-${stamp.toString(36).padStart(9, '0')}-${randomBytes(4).toString('hex')}.ndjson`;
}

/** A killed process may have left it behind. */
async function breakOldLock(lock: string): Promise<void> {
  const { mtimeMs } = await stat(lock);
  if (Math.abs(Date.now() - mtimeMs) > oldLockMs) await rm(lock, { force: true });
}

/** Below `$XDG_STATE_HOME`, by default `~/.local/state` (XDG Base Directory Specification). */
export function stateFolder(
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  const xdg = env['XDG_STATE_HOME'] ?? '';
  return join(isAbsolute(xdg) ? xdg : join(home, '.local', 'state'), 'importwatch');
}
