import { closeSync, constants, openSync, readFileSync, write } from 'node:fs';
import type { Socket } from 'node:net';
import { type IPty, spawn } from '@lydell/node-pty';
import { createEmulator, type Screen } from './screen.ts';

export interface PseudoTerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly cwd?: string;
  /** Added to the environment of this process. `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** How a process ended. */
interface Exit {
  readonly exitCode: number;
  readonly signal: number;
}

/** A program in a real pseudo-terminal. */
export interface PseudoTerminal extends Screen {
  readonly pid: number;
  readonly exited: Promise<Exit>;
  /** All output so far, unchanged. */
  written(): string;
  /** Types keys: `\x03` is Ctrl-C, `\x1A` Ctrl-Z, `\x1C` Ctrl-\. */
  type(keys: string): void;
  /** Resolves once the visible rows satisfy `isSo`. Rejects with the screen after `withinMs`. */
  until(isSo: (rows: readonly string[]) => boolean, withinMs?: number): Promise<readonly string[]>;
  /** Resizes while the program is suspended, so no frame of the old width is still on its way. */
  resize(columns: number, rows: number): Promise<void>;
  /** Kills the program if it is still running. Resolves once it has ended. */
  close(): Promise<Exit>;
}

export function runInTerminal(
  file: string,
  args: readonly string[],
  { columns = 80, rows = 24, cwd = process.cwd(), env = {} }: PseudoTerminalOptions = {},
): PseudoTerminal {
  const emulator = createEmulator(columns, rows, false);
  const pty = spawn(file, [...args], {
    cols: columns,
    rows,
    cwd,
    name: 'xterm-256color',
    env: { ...process.env, ...env },
  });
  const watchers = new Set<() => void>();
  let written = '';
  const drain = readToItsEnd(pty, (data) => {
    written += data;
    emulator.write(data);
    for (const watcher of watchers) watcher();
  });
  let running = true;
  const exited = new Promise<Exit>((resolve) => {
    pty.onExit(({ exitCode, signal = 0 }) => {
      running = false;
      resolve({ exitCode, signal });
    });
  });

  return {
    ...emulator,
    pid: pty.pid,
    exited,
    written: () => written,
    type: (keys) => pty.write(keys),
    until(isSo, withinMs = 10_000) {
      return new Promise((resolve, reject) => {
        const settle = async (): Promise<void> => {
          const rows = await emulator.rows();
          if (!isSo(rows)) return;
          watchers.delete(look);
          clearTimeout(timer);
          resolve(rows);
        };
        const look = (): void => void settle();
        const timer = setTimeout(async () => {
          watchers.delete(look);
          const rows = await emulator.rows();
          reject(new Error(`Not seen within ${withinMs} ms. On the screen:\n${rows.join('\n')}`));
        }, withinMs);
        watchers.add(look);
        look();
      });
    },
    async resize(columns, rows) {
      await standStill(pty.pid);
      await drain();
      await emulator.resize(columns, rows);
      pty.resize(columns, rows);
      process.kill(pty.pid, 'SIGCONT');
    },
    close() {
      if (running) pty.kill('SIGKILL');
      return exited;
    },
  };
}

/** Suspends a process, and waits until it is suspended. */
async function standStill(pid: number): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  const state = () => /\) (\w) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
  while (state() !== 'T') await new Promise(setImmediate);
}

const endMark = '\u0000';
const drainMark = '\u0001';

/**
 * When a program ends, its terminal hangs up, and output that a busy machine hasn't read yet is
 * lost. So this holds the terminal open until a mark arrives that is written after everything else.
 * The returned function waits for all output so far, with another mark.
 */
function readToItsEnd(pty: IPty, onData: (data: string) => void): () => Promise<void> {
  const { _socket: socket, ptsName } = pty as unknown as {
    readonly _socket: Socket;
    readonly ptsName: string;
  };
  const held = openSync(ptsName, constants.O_RDWR | constants.O_NOCTTY);
  const destroy = socket.destroy.bind(socket);
  let isEnding = false;
  let onDrained = () => {};
  // node-pty calls this some time after the program has ended.
  socket.destroy = () => {
    if (!isEnding) write(held, endMark, () => {});
    isEnding = true;
    return socket;
  };
  pty.onData((data) => {
    const [rest = '', end] = data.split(endMark);
    const shown = rest.replaceAll(drainMark, '');
    if (shown !== '') onData(shown);
    if (shown !== rest) onDrained();
    if (end === undefined) return;
    closeSync(held);
    destroy();
  });
  return () =>
    new Promise((resolve) => {
      onDrained = resolve;
      write(held, drainMark, () => {});
    });
}
