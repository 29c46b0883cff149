import { constants, createWriteStream, fchmodSync, fstatSync, openSync } from 'node:fs';
import { Socket } from 'node:net';
import type { WriteStream } from 'node:tty';
import type { Sink } from '../../core/ports/sink.ts';
import type { Redactor } from '../../core/text/redact.ts';
import { fileProblem, openedByShell } from '../files.ts';
import { withFolder } from '../make-folder.ts';
import { createOutput } from '../output.ts';

/** The longest time that a reader that has stopped can delay the end of the process. */
const patienceMs = 5000;

/**
 * A file for lines that are written while a watch runs, in a folder that is created. A full disk
 * never delays the watch, and neither does a pipe with a slow or missing reader. Rejects with an
 * `Error` whose message is the rest of a sentence about the file.
 */
export async function openSink(
  path: string,
  redactor: Pick<Redactor, 'redactLine'>,
): Promise<Sink> {
  let problem: string | undefined;
  const stream = await withFolder(path, () => streamTo(path)).catch((error: unknown) => {
    throw fileProblem(error);
  });
  const output = createOutput(stream as unknown as WriteStream, redactor, {
    onBroken: (code) => {
      problem = fileProblem({ code }).message;
    },
  });
  return {
    write: output.writeExactly,
    get isBehind() {
      return output.isBehind;
    },
    async close() {
      await output.flushed(() => patienceMs);
      return problem;
    },
  };
}

function streamTo(path: string): Socket | ReturnType<typeof createWriteStream> {
  const how = openedByShell.test(path) ? constants.O_APPEND : constants.O_TRUNC;
  const flags = constants.O_WRONLY | constants.O_CREAT | how | (constants.O_NONBLOCK ?? 0);
  const fd = openSync(path, flags, 0o600);
  const stats = fstatSync(fd);
  if (stats.isFIFO()) return new Socket({ fd, readable: false, writable: true });
  if (stats.isFile() && how === constants.O_TRUNC && stats.mode & 0o077) fchmodSync(fd, 0o600);
  return createWriteStream(path, { fd });
}
