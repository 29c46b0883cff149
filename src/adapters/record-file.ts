import { constants } from 'node:fs';
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { isatty } from 'node:tty';
import { folderName } from '../core/ports/files.ts';
import type { RecordFile } from '../core/ports/record-file.ts';
import { fileProblem, openedByShell } from './files.ts';
import { withFolder } from './make-folder.ts';

/**
 * A file that only its owner can read, and that appears completely or not at all, with its folder.
 * An existing file stays unchanged until then. Follows a link. Writes directly to anything that
 * isn't a regular file, such as a pipe.
 */
export async function openRecordFile(path: string): Promise<RecordFile> {
  try {
    if (openedByShell.test(path)) return await directly(path);
    const target = await realpath(path).catch(() => path);
    const kind = await stat(target).catch(() => undefined);
    if (kind && !kind.isFile() && !kind.isDirectory()) return await directly(target);
    if (kind?.isDirectory() || folderName.test(path)) throw new Error('is a folder');
    const beside = `${target}.${process.pid}.tmp`;
    const { O_WRONLY, O_CREAT, O_EXCL } = constants;
    const file = await withFolder(target, () => open(beside, O_WRONLY | O_CREAT | O_EXCL, 0o600));
    const discard = async () => {
      await file.close().catch(() => {});
      await rm(beside, { force: true }).catch(() => {});
    };
    return {
      write: (bytes) => writeTo(file, bytes),
      discard,
      async commit() {
        try {
          await file.close();
          await rename(beside, target);
        } catch (error) {
          await discard();
          throw fileProblem(error);
        }
      },
    };
  } catch (error) {
    throw fileProblem(error);
  }
}

/** Opens without waiting: a named pipe without a reader would keep the process running forever. */
async function directly(path: string): Promise<RecordFile> {
  const { O_WRONLY, O_APPEND, O_NONBLOCK = 0 } = constants;
  const file = await open(path, O_WRONLY | O_APPEND | O_NONBLOCK);
  const close = () => file.close();
  const byShell = openedByShell.test(path) && ({ reader: 'shell' } as const);
  const reader = isatty(file.fd) ? ({ reader: 'terminal' } as const) : byShell;
  return { ...reader, write: (bytes) => writeTo(file, bytes), commit: close, discard: close };
}

async function writeTo(file: FileHandle, bytes: Uint8Array): Promise<true> {
  try {
    await file.writeFile(bytes);
    return true;
  } catch (error) {
    throw fileProblem(error);
  }
}

/** stdout, as fast as somebody reads it. If the reader stops, no more records are needed. */
export function recordsToStdout(stdout: NodeJS.WriteStream): RecordFile {
  let broken = false;
  let wake = () => {};
  stdout.on('error', () => {
    broken = true;
    wake();
  });
  const nothing = async () => {};
  return {
    reader: stdout.isTTY ? 'terminal' : 'shell',
    commit: nothing,
    discard: nothing,
    async write(bytes) {
      if (broken) return false;
      await new Promise<void>((resolve) => {
        wake = resolve;
        stdout.write(bytes, () => resolve());
      });
      return !broken;
    },
  };
}
