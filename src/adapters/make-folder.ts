import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are missing. Rejects with the error of the file system.
 *
 * Node's own `recursive` never ends where a file system says that the parent is missing although it
 * is there, as /proc and automounters do.
 */
export async function makeFolder(folder: string, mode?: number): Promise<void> {
  try {
    await makeOne(folder, mode);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder), mode);
    await makeOne(folder, mode);
  }
}

async function makeOne(folder: string, mode: number | undefined): Promise<void> {
  try {
    await mkdir(folder, mode);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A folder that is there may be on a disk that is only read.
    if (code === 'EEXIST' || (await stat(folder).catch(() => undefined))?.isDirectory()) return;
    throw error;
  }
}
