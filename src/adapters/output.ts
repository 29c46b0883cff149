import { fstatSync } from 'node:fs';
import type { WriteStream } from 'node:tty';
import type { Redactor } from '../core/text/redact.ts';
import type { TerminalStream } from './terminal/live-view.ts';
import { createWriteQueue, type WriteQueue } from './write-queue.ts';

/** Node updates the size of a terminal only after a signal, unless you call this. */
type Measured = WriteStream & { _refreshSize?(): void };
/** While no one reads, a terminal's handle blocks the whole process by default. */
type Handled = WriteStream & { readonly _handle?: { setBlocking?(blocking: boolean): void } };

/**
 * A stream for people or programs. Text was redacted value by value before. This only makes sure
 * that no line contains a secret.
 */
export interface Output {
  write(text: string): void;
  /** Part of a document. Masking would break its structure. */
  writeExactly(text: string): void;
  /** Its reader is so far behind that only important text should still be written. */
  readonly isBehind: boolean;
  readonly isTerminal: boolean;
  /** Present width of the terminal. `undefined` if it is not one. */
  readonly columns: number | undefined;
  /** The stream as a terminal, for the owner of its cursor. */
  readonly terminal: TerminalStream;
  /**
   * Resolves when all text has left the process, or when nothing has left it for `patienceMs`, a
   * function that is called repeatedly.
   */
  flushed(patienceMs?: () => number): Promise<void>;
}

export interface OutputOptions {
  /** By default its own. */
  readonly queue?: WriteQueue;
  /** Called once if the stream cannot be written. A closed pipe is normal and isn't reported. */
  onBroken?(reason: string): void;
}

/** Characters. */
const farBehind = 1024 * 1024;
const flushPollMs = 20;

/**
 * A reader that leaves, a reader that stops reading and a full disk must not stop a watch. Text
 * that cannot be written is dropped. Text that isn't read yet waits.
 */
export function createOutput(
  stream: WriteStream,
  redactor: Pick<Redactor, 'redactLine'>,
  { queue = createWriteQueue(), onBroken }: OutputOptions = {},
): Output {
  let broken = false;
  stream.on('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => {
    if (broken) return;
    broken = true;
    if (code !== 'EPIPE') onBroken?.(code);
  });
  const isTerminal = stream.isTTY === true;
  if (isTerminal) (stream as Handled)._handle?.setBlocking?.(false);
  const writeExactly = (text: string) => {
    if (!broken) queue.write(stream, text);
  };
  const write = (text: string) => writeExactly(redactor.redactLine(text));
  return {
    write,
    writeExactly,
    get isBehind() {
      return queue.waiting(stream) > farBehind;
    },
    isTerminal,
    get columns() {
      // A terminal of unknown size reports 0.
      return stream.columns || undefined;
    },
    terminal: {
      write,
      get isBehind() {
        return queue.waiting(stream) > 0;
      },
      get columns() {
        return stream.columns;
      },
      get rows() {
        return stream.rows;
      },
      measure: () => (stream as Measured)._refreshSize?.(),
      on: (event, listener) => stream.on(event, listener),
      off: (event, listener) => stream.off(event, listener),
    },
    async flushed(patienceMs = () => Number.POSITIVE_INFINITY) {
      // The result of the last write is known a turn later.
      await new Promise(setImmediate);
      let left = queue.waiting(stream);
      for (let quietMs = 0; left > 0 && !broken && !stream.destroyed; ) {
        await new Promise((resolve) => setTimeout(resolve, flushPollMs));
        const now = queue.waiting(stream);
        quietMs = now < left ? 0 : quietMs + flushPollMs;
        left = now;
        if (quietMs >= patienceMs()) return;
      }
    },
  };
}

/** Whether stdout and stderr lead to the same place, where their order is visible. */
export function haveOnePlace(): boolean {
  try {
    const [out, err] = [fstatSync(1), fstatSync(2)];
    return out.dev === err.dev && out.ino === err.ino;
  } catch {
    return false;
  }
}
