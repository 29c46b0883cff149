import { chmod, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordingFolder } from '../core/ports/recording-folder.ts';
import { asFileError, isFolder, readTextFile } from './files.ts';
import { makeFolder } from './make-folder.ts';

const mostNumbers = 1000;
const mostBytes = 8 * 1024 * 1024;
const mostFiles = 5000;

/**
 * Makes a folder for one recording, and claims it by creating `first`. If the folder has files in
 * it, or another process claims it, the recording goes to `<path>-2`, and so on. Rejects with an
 * `Error` whose message is a sentence.
 */
export async function openRecordingFolder(path: string, first: string): Promise<RecordingFolder> {
  try {
    for (let number = 1; number <= mostNumbers; number++) {
      const folder = number === 1 ? path : `${path.replace(/[\\/]+$/, '')}-${number}`;
      if (await claim(folder, first)) return { path: folder, write: writer(folder) };
    }
  } catch (error) {
    throw about(path, error);
  }
  throw new Error(`${path} and ${mostNumbers} similar folders already have recordings.`);
}

async function claim(folder: string, first: string): Promise<boolean> {
  await makeFolder(folder, 0o700);
  if ((await readdir(folder)).length > 0) return false;
  await chmod(folder, 0o700);
  const file = await open(join(folder, first), 'wx', 0o600).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  });
  await file?.close();
  return file !== undefined;
}

function writer(folder: string): RecordingFolder['write'] {
  return async (name, text) => {
    const path = join(folder, name);
    const beside = `${path}.tmp`;
    try {
      const file = await open(beside, 'wx', 0o600);
      try {
        await file.writeFile(text);
      } finally {
        await file.close();
      }
      await rename(beside, path);
    } catch (error) {
      await rm(beside, { force: true }).catch(() => {});
      throw about(path, error);
    }
  };
}

function about(path: string, error: unknown): Error {
  const { code } = error as NodeJS.ErrnoException;
  return new Error(
    `${path} ${code === 'ENOENT' ? "can't be created" : asFileError(error).message}.`,
  );
}

/**
 * The JSON files in a folder, by name. `undefined` if it isn't a folder. Rejects with an `Error`
 * whose message is a sentence.
 */
export async function readRecordingFolder(
  path: string,
): Promise<ReadonlyMap<string, string> | undefined> {
  if (!(await isFolder(path))) return undefined;
  const names = (await readdir(path).catch((error: unknown) => Promise.reject(about(path, error))))
    .filter((name) => /^[\w-]+\.json$/.test(name))
    .sort()
    .slice(0, mostFiles);
  const files = new Map<string, string>();
  for (const name of names) {
    const file = join(path, name);
    const text = await readTextFile(file, mostBytes).catch(({ message }: Error) => {
      throw new Error(`${file} ${message}.`);
    });
    files.set(name, text);
  }
  return files;
}
