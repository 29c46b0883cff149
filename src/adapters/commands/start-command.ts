import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { Stop } from '../../core/ports/abort.ts';
import type { EndedCommand } from '../../core/ports/start-command.ts';
import { decodedText } from '../input.ts';

export interface CommandPorts {
  /** Receives what the command prints on stderr, in whole lines if they come in time. */
  onErrors(text: string): void;
  readonly stop: AbortSignal;
  /** A terminal sends Ctrl-C to the command itself. */
  readonly inTerminal: boolean;
}

const maxBytes = 1024 * 1024;
const lastErrorsLength = 4000;
/** A process that the command leaves behind may keep its output open. */
const outputPatienceMs = 500;
/** A line that isn't complete, such as a prompt, is passed on after so long. */
const linePatienceMs = 100;
/** So is one that has grown so long. */
const longestLine = 64 * 1024;
const terminalPatienceMs = 1000;
const killPatienceMs = 5000;

/** `StartCommand`, for one command. */
export async function startCommand(
  [file = '', ...args]: readonly string[],
  { onErrors, stop, inTerminal }: CommandPorts,
): Promise<EndedCommand> {
  if (stop.aborted) throw stop.reason;
  const child = spawn(file, args, { stdio: ['inherit', 'pipe', 'pipe'], windowsHide: true });
  const output = collect(child.stdout);
  const errors = passOn(child.stderr, onErrors);
  const release = passSignals(child, stop, inTerminal);
  try {
    const { code, signal } = await endOf(child);
    errors.flush();
    if (stop.aborted) throw stop.reason;
    return { code, signal, output: output.text(), lastErrors: errors.last() };
  } finally {
    release();
  }
}

function endOf(child: ChildProcess): Promise<Pick<EndedCommand, 'code' | 'signal'>> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(inWords(error)));
    child.once('exit', (code, signal) => {
      const timer = setTimeout(() => resolve({ code, signal }), outputPatienceMs);
      child.once('close', () => {
        clearTimeout(timer);
        resolve({ code, signal });
      });
    });
  });
}

function collect(stream: Readable) {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // All is read, or the command would wait.
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= maxBytes) chunks.push(chunk);
  });
  return {
    text: () =>
      bytes > maxBytes
        ? undefined
        : decodedText(Buffer.concat(chunks), 'The output of the command'),
  };
}

function passOn(stream: Readable, write: (text: string) => void) {
  let rest = '';
  let last = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = (end = rest.length) => {
    clearTimeout(timer);
    if (end > 0) write(rest.slice(0, end));
    rest = rest.slice(end);
  };
  stream.setEncoding('utf8').on('data', (text: string) => {
    last = (last + text).slice(-lastErrorsLength);
    rest += text;
    flush(Math.max(rest.lastIndexOf('\n'), rest.lastIndexOf('\r')) + 1);
    if (rest.length > longestLine) flush();
    if (rest !== '') timer = setTimeout(flush, linePatienceMs);
  });
  return { flush: () => flush(), last: () => last };
}

/** Returns what ends this. */
function passSignals(child: ChildProcess, stop: AbortSignal, inTerminal: boolean): () => void {
  const timers: NodeJS.Timeout[] = [];
  const onStop = () => {
    const number = stop.reason instanceof Stop ? stop.reason.exitCode - 128 : 15;
    const fromTerminal = inTerminal && number === constants.signals.SIGINT;
    const send = () => child.kill(number as unknown as NodeJS.Signals);
    if (fromTerminal) timers.push(setTimeout(send, terminalPatienceMs));
    else send();
    timers.push(setTimeout(() => child.kill('SIGKILL'), killPatienceMs));
  };
  stop.addEventListener('abort', onStop);
  return () => {
    stop.removeEventListener('abort', onStop);
    for (const timer of timers) clearTimeout(timer);
  };
}

const words: Readonly<Record<string, string>> = {
  ENOENT: "wasn't found",
  EACCES: "isn't executable",
  EPERM: "isn't executable",
  ENOEXEC: "isn't a program. A script needs a first line such as #!/bin/sh",
  E2BIG: 'has more arguments than the system allows',
};

function inWords({ code = '', message }: NodeJS.ErrnoException): Error {
  return new Error(words[code] ?? `can't be run (${code || message})`);
}
