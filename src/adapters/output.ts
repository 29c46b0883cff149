import { fstatSync } from 'node:fs';
import type { WriteStream } from 'node:tty';
import type { Redactor } from '../core/text/redact.ts';
import type { TerminalStream } from './terminal/live-view.ts';
import { createWriteQueue, type WriteQueue } from './write-queue.ts';

/** A terminal of Node asks for its size only when a signal tells of a change, unless it is told to. */
type Measured = WriteStream & { _refreshSize?(): void };
/** The handle of a terminal blocks the whole process while nobody reads, unless it is told not to. */
type Handled = WriteStream & { readonly _handle?: { setBlocking?(blocking: boolean): void } };

/**
 * A stream that people or programs read. What is written was redacted value by value before; that
 * no secret is in a line is only made sure of once more.
 */
export interface Output {
  write(text: string): void;
  /** A part of a document, in whose structure nothing may be masked. */
  writeExactly(text: string): void;
  /** Its reader is so far behind that only what matters should still be written. */
  readonly isBehind: boolean;
  readonly isTerminal: boolean;
  /** Of the terminal, at this moment; `undefined` of what is none. */
  readonly columns: number | undefined;
  /** The stream as a terminal, for what owns its cursor. */
  readonly terminal: TerminalStream;
  /**
   * Resolves when all that was written has left the process, or when nothing has left it for
   * `patienceMs`, which is asked for again and again.
   */
  flushed(patienceMs?: () => number): Promise<void>;
}

export interface OutputOptions {
  /** By default one of its own. */
  readonly queue?: WriteQueue;
  /** Told once if the stream cannot be written. A closed pipe is no trouble and is not reported. */
  onBroken?(reason: string): void;
}

/** Characters. */
const farBehind = 1024 * 1024;
const flushPollMs = 20;

/**
 * A reader that goes away, a reader that stops reading and a full disk must not stop a watch: what
 * cannot be written is dropped, and what is not read yet waits.
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
      // A terminal that does not know its size says 0.
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
      // What became of the last write is told a turn later.
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

/** Whether stdout and stderr end in one place, where their order is seen. */
export function haveOnePlace(): boolean {
  try {
    const [out, err] = [fstatSync(1), fstatSync(2)];
    return out.dev === err.dev && out.ino === err.ino;
  } catch {
    return false;
  }
}
