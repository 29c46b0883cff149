import { constants } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Journal } from '../../core/ports/journal.ts';
import { fileProblem, readTextFile, replaceTextFile } from '../files.ts';
import { makeFolder } from '../make-folder.ts';

const mostBytes = 1024 * 1024;

/**
 * A journal in a file that the user names, for example in the cache of a CI system. It is empty if
 * the file is missing. If a file has grown beyond `fileBytes`, only its newer half stays.
 */
export function createJournalFile(path: string, fileBytes = 64 * 1024): Journal {
  async function read(): Promise<string> {
    // A pipe or a terminal has no past imports, and reading it could wait forever.
    const kind = await stat(path).catch(() => undefined);
    if (kind && !kind.isFile() && !kind.isDirectory()) return '';
    return readTextFile(path, mostBytes).catch((error: Error & { readonly code?: string }) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
  }

  async function trim(): Promise<void> {
    const text = await read();
    const newer = text.slice(-fileBytes / 2);
    await replaceTextFile(path, newer.slice(newer.indexOf('\n') + 1));
  }

  async function appendNow(text: string): Promise<void> {
    try {
      await makeFolder(dirname(path), 0o700);
      const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT;
      const file = await open(path, flags | (constants.O_NONBLOCK ?? 0), 0o600);
      try {
        await file.write(text);
        if ((await file.stat()).size > fileBytes) await trim();
      } finally {
        await file.close();
      }
    } catch (error) {
      throw fileProblem(error);
    }
  }

  // One after the other: what is appended while the file is trimmed would be lost.
  let earlier: Promise<void> = Promise.resolve();
  return {
    read,
    append(text) {
      const appended = earlier.then(() => appendNow(text));
      earlier = appended.catch(() => {});
      return appended;
    },
    async clear() {
      await rm(path, { force: true });
    },
  };
}
