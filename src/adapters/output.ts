import type { WriteStream } from 'node:tty';
import type { Redactor } from '../core/redact.ts';
import type { TerminalStream } from './terminal.ts';

/** A terminal of Node asks for its size only when a signal tells of a change, unless it is told to. */
type Measured = WriteStream & { _refreshSize?(): void };

/**
 * A stream that people or programs read. What is written was redacted value by value before; that
 * no secret is in a line is only made sure of once more.
 */
export interface Output {
  write(text: string): void;
  /** A part of a document, in whose structure nothing may be masked. */
  writeExactly(text: string): void;
  readonly isTerminal: boolean;
  /** Of the terminal, at this moment; `undefined` of what is none. */
  readonly columns: number | undefined;
  /** The stream as a terminal, for what owns its cursor. */
  readonly terminal: TerminalStream;
  /** Resolves when all that was written has left the process. */
  flushed(): Promise<void>;
}

/**
 * A reader that went away, or a full disk, must not stop a watch: what cannot be written is
 * dropped, and `onBroken` is told once (a closed pipe is no trouble and is not told).
 */
export function createOutput(
  stream: WriteStream,
  redactor: Pick<Redactor, 'redactLine'>,
  onBroken: (reason: string) => void = () => {},
): Output {
  let broken = false;
  stream.on('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => {
    if (broken) return;
    broken = true;
    if (code !== 'EPIPE') onBroken(code);
  });
  const writeExactly = (text: string) => {
    if (!broken) stream.write(text);
  };
  const write = (text: string) => writeExactly(redactor.redactLine(text));
  return {
    write,
    writeExactly,
    isTerminal: stream.isTTY === true,
    get columns() {
      // A terminal that does not know its size says 0.
      return stream.columns || undefined;
    },
    terminal: {
      write,
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
    async flushed() {
      // What became of the last write is told a turn later.
      await new Promise(setImmediate);
      if (broken || stream.destroyed || stream.writableLength === 0) return;
      await new Promise<void>((resolve) => {
        stream.once('error', () => resolve());
        stream.write('', () => resolve());
      });
    },
  };
}
