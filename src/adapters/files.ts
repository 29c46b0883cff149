import { constants, openSync } from 'node:fs';
import {
  chmod,
  open,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { Socket } from 'node:net';
import { dirname } from 'node:path';
import type { Appended } from '../core/ports/files.ts';
import { folderName } from '../core/ports/files.ts';
import { plainText } from '../core/text/text.ts';
import { makeFolder, withFolder } from './make-folder.ts';

const words: Readonly<Record<string, string>> = {
  ENOENT: "doesn't exist",
  EACCES: "can't be opened: permission denied",
  EPERM: "can't be opened: permission denied",
  EISDIR: 'is a folder',
  ENOTDIR: 'is below a file, not a folder',
  ENAMETOOLONG: 'has a name that is too long',
  ELOOP: 'leads through too many links',
  ENOSPC: 'is on a full disk',
  EROFS: 'is on a read-only disk',
  ENXIO: 'is a pipe without a reader',
  EAGAIN: 'is a pipe whose reader is too slow',
  EMFILE: "can't be opened: too many files are open (raise the limit, see ulimit -n)",
  ENFILE: "can't be opened: too many files are open on this machine",
};

/**
 * The text of a UTF-8 file of at most `maxBytes`, without a byte order mark. For a pipe, all that
 * is written to it. Rejects with an `Error` whose message is the rest of a sentence about the file.
 */
export async function readTextFile(path: string, maxBytes: number): Promise<string> {
  try {
    const isPipe = (await stat(path)).isFIFO();
    const bytes = await (isPipe ? pipeBytes(path, maxBytes) : fileBytes(path, maxBytes));
    return bytes.toString('utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw (await brokenLink(path, error)) ?? asFileError(error);
  }
}

async function brokenLink(path: string, error: unknown): Promise<Error | undefined> {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (!['ENOENT', 'ELOOP'].includes(code)) return undefined;
  return readlink(path).then(
    (target) => new Error(`is a broken link to ${plainText(target)}`),
    () => undefined,
  );
}

async function fileBytes(path: string, maxBytes: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const bytes = Buffer.alloc(maxBytes + 1);
    let length = 0;
    while (length <= maxBytes) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, null);
      if (bytesRead === 0) return bytes.subarray(0, length);
      length += bytesRead;
    }
    throw tooLarge(maxBytes);
  } finally {
    await file.close();
  }
}

/**
 * Reads a pipe without blocking: opened in the usual way, a pipe without a writer would hold a
 * thread, and with it the end of the process.
 */
async function pipeBytes(path: string, maxBytes: number): Promise<Buffer> {
  if (maxBytes === 0) throw tooLarge(maxBytes);
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of new Socket({ fd, readable: true, writable: false })) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > maxBytes) throw tooLarge(maxBytes);
  }
  return Buffer.concat(chunks);
}

function tooLarge(maxBytes: number): Error {
  return new Error(`is larger than ${maxBytes} bytes`);
}

/** Appends to a file, or creates it and its folder. Rejects like `readTextFile`. */
export async function appendTextFile(path: string, text: Appended): Promise<void> {
  const appended = typeof text === 'string' ? text : text(await readIfFile(path));
  await writeTo(path, appended, constants.O_APPEND);
}

/** Nothing if it isn't a regular file. */
async function readIfFile(path: string): Promise<string> {
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  return isFile ? readFile(path, 'utf8').catch(() => '') : '';
}

/** A descriptor that the shell opened, where something may already be. */
export const openedByShell = /^\/dev\/(fd\/\d+|std(out|err))$|^\/proc\/self\/fd\/\d+$/;

/** Writes a file, replacing an existing one. Creates its folder. Rejects like `readTextFile`. */
export async function writeTextFile(path: string, text: string): Promise<void> {
  await writeTo(path, text, openedByShell.test(path) ? constants.O_APPEND : constants.O_TRUNC);
}

/** Opens without waiting: a named pipe without a reader would keep the process running forever. */
async function writeTo(path: string, text: string, how: number): Promise<void> {
  try {
    const flags = constants.O_WRONLY | constants.O_CREAT | how | (constants.O_NONBLOCK ?? 0);
    const file = await withFolder(path, () => open(path, flags));
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fileProblem(error);
  }
}

/** So that two replacements of one file don't meet in their temporary file. */
let replacements = 0;

/**
 * Replaces a file atomically, so that readers find the old or the new text. Follows a link, and
 * keeps the permissions. Writes directly to anything that isn't a regular file, such as a pipe.
 * Rejects like `readTextFile`.
 */
export async function replaceTextFile(path: string, text: string): Promise<void> {
  const kind = await stat(path).catch(() => undefined);
  const isOther = kind && !kind.isFile() && !kind.isDirectory();
  if (isOther || openedByShell.test(path)) return writeTextFile(path, text);
  const target = await realpath(path).catch(() => path);
  replacements += 1;
  const beside = `${target}.${process.pid}-${replacements}.tmp`;
  try {
    if (folderName.test(path)) throw new Error('is a folder');
    await makeFolder(dirname(target));
    const mode = await fileMode(target);
    await writeFile(beside, text, { flag: 'wx' });
    if (mode !== undefined) await chmod(beside, mode);
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {});
    throw fileProblem(error);
  }
}

/**
 * The problem of a file to write, as the rest of a sentence about it. If its folder exists, or
 * can't be created, as in /proc, the file can't be created either.
 */
export function fileProblem(error: unknown): Error {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' ? new Error("can't be created there") : asFileError(error);
}

/** The rest of a sentence about the file. */
export function asFileError(error: unknown): Error {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined || !/^E/.test(code)) return error as Error;
  return Object.assign(new Error(words[code] ?? `can't be used (${code})`), { code });
}

export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** The permissions of a file, such as 0o644. `undefined` if the system has none. */
export async function fileMode(path: string): Promise<number | undefined> {
  if (process.platform === 'win32') return undefined;
  return stat(path).then(
    ({ mode }) => mode & 0o777,
    () => undefined,
  );
}
