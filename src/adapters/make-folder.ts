import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Creates a folder and its missing parents. Rejects with the error of the file system.
 *
 * Node's own `recursive` never ends if a file system reports the parent as missing although it
 * exists, as /proc and automounters do.
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

/** What opens the file at this path. If its folder is missing, it is created first. */
export async function withFolder<T>(path: string, open: () => T): Promise<Awaited<T>> {
  try {
    return await open();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await makeFolder(dirname(path));
    return await open();
  }
}

async function makeOne(folder: string, mode: number | undefined): Promise<void> {
  try {
    await mkdir(folder, mode);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // An existing folder may be on a read-only disk.
    if (code === 'EEXIST' || (await stat(folder).catch(() => undefined))?.isDirectory()) return;
    throw error;
  }
}
