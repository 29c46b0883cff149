import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { type Ended, expectPromises, expectStream, type StreamLine } from './every-run.ts';
import {
  type PseudoTerminal,
  type PseudoTerminalOptions,
  runInTerminal,
} from './pseudo-terminal.ts';

/** The file that starts the built program. */
export const launcher = fileURLToPath(new URL('../../bin/importwatch.js', import.meta.url));

/** What the tests run as `importwatch`: the launcher, or the file from `npm run test:binary`. */
export const programFile = process.env['IMPORTWATCH_TEST_BINARY'] ?? launcher;

/** The command that starts it, wherever Node.js is installed. */
export const programCommand: readonly [string, ...string[]] =
  programFile === launcher ? [process.execPath, launcher] : [programFile];

export interface ProgramOptions {
  /** The whole environment, besides PATH and HOME. */
  readonly env?: Readonly<Record<string, string>>;
  /** By default an empty folder. */
  readonly cwd?: string;
  /** By default an empty folder. */
  readonly home?: string;
  /** The text on stdin, or a file descriptor to read from. */
  readonly stdin?: string | number;
  /** A command that runs the program. */
  readonly through?: readonly string[];
  /** A file descriptor to write to. The test then can't read stdout. */
  readonly stdout?: number;
}

export interface ProgramRun extends Ended {
  /** The lines of the stream, with `--json`. */
  readonly lines: readonly StreamLine[];
}

/** The running program. */
export interface Program {
  readonly process: ChildProcess;
  /** Resolves once stdout or stderr contains the text. Rejects if the program ends without it. */
  says(text: string | RegExp): Promise<void>;
  /** All output, once the program has ended and the promises for every run have been checked. */
  readonly ended: Promise<ProgramRun>;
}

const folders: string[] = [];
const closers: (() => unknown)[] = [];

afterAll(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder, deleted after the tests of this file. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'importwatch-test-'));
  folders.push(folder);
  return folder;
}

export function start(args: readonly string[], options: ProgramOptions = {}): Program {
  const { env = {}, cwd = emptyFolder(), stdin = '', stdout: target = 'pipe' } = options;
  const [file = '', ...before] = [...(options.through ?? []), ...programCommand];
  const child = spawn(file, [...before, ...args], {
    cwd,
    env: environment(options),
    stdio: [typeof stdin === 'number' ? stdin : 'pipe', target, 'pipe'],
  });
  const printed = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text;
      for (const listener of listeners) listener();
    });
  }
  child.stdin?.on('error', () => {});
  if (typeof stdin === 'string') child.stdin?.end(stdin);
  const closed = once(child, 'close').then(([code]) => ({ args, env, code, ...printed }));
  closers.push(() => child.kill('SIGKILL') && closed);
  const ended = closed.then((run): ProgramRun => {
    expectPromises(run);
    const readable = child.stdout !== null && !stoppedReading(child);
    const streams =
      args.includes('--json') && readable && /^(status|wait|run|demo)$/.test(args[0] ?? '');
    return { ...run, lines: streams ? expectStream(run) : [] };
  });
  ended.catch(() => {});

  return {
    process: child,
    ended,
    says: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (![printed.stdout, printed.stderr].some((shown) => holds(shown, text))) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
        void closed.then((run) =>
          reject(new Error(`Never printed ${text}: ${JSON.stringify(run)}`)),
        );
      }),
  };
}

/** Runs the program until it ends. */
export function run(args: readonly string[], options?: ProgramOptions): Promise<ProgramRun> {
  return start(args, options).ended;
}

/** The program in a pseudo-terminal, with only the given environment. */
export function startInTerminal(
  args: readonly string[],
  options: TerminalOptions = {},
): PseudoTerminal {
  return inTerminal([...programCommand, ...args], options);
}

/** An interactive shell in which `importwatch` runs the program. */
export function startShell(options: TerminalOptions = {}): PseudoTerminal {
  const shell = inTerminal(['bash', '--norc', '--noprofile', '-i'], options);
  shell.type(
    `PS1='$ '; importwatch() { ${programCommand.map((word) => `'${word}'`).join(' ')} "$@"; }\r`,
  );
  return shell;
}

type TerminalOptions = ProgramOptions & Pick<PseudoTerminalOptions, 'columns' | 'rows'>;

function inTerminal(command: readonly string[], options: TerminalOptions): PseudoTerminal {
  const variables = Object.entries({ TERM: 'xterm-256color', ...environment(options) });
  const words = ['-i', ...variables.map(([name, value]) => `${name}=${value}`)];
  const terminal = runInTerminal('/usr/bin/env', [...words, ...command], {
    ...options,
    cwd: options.cwd ?? emptyFolder(),
    env: {},
  });
  closers.push(terminal.close);
  return { ...terminal, until: (isSo, withinMs = 50_000) => terminal.until(isSo, withinMs) };
}

function environment({ env, home = emptyFolder() }: ProgramOptions): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', HOME: home, ...env };
}

function stoppedReading({ stdout }: ChildProcess): boolean {
  return stdout?.readableAborted === true;
}

function holds(shown: string, text: string | RegExp): boolean {
  return typeof text === 'string' ? shown.includes(text) : text.test(shown);
}
