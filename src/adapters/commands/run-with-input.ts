import { spawn } from 'node:child_process';
import type { CommandRun } from '../../core/ports/command.ts';
import { exitWords } from '../../core/text/exit-words.ts';
import { eachLine } from './lines.ts';

/** How long output is awaited after the command itself has ended: another process may hold it. */
const graceMs = 500;

/**
 * Runs a shell command with a text on its standard input. Returns the rest of a sentence about the
 * command if it fails. At the time limit, or if the user stops importwatch, it is killed with all
 * processes that it has started.
 */
export function runWithInput(
  command: string,
  { input, env, timeoutMs, stop, onLine }: CommandRun,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const isPosix = process.platform !== 'win32';
    const child = spawn(command, {
      shell: true,
      detached: isPosix,
      windowsHide: true,
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const kill = () => {
      if (child.pid === undefined) return;
      try {
        if (isPosix) process.kill(-child.pid, 'SIGKILL');
        else child.kill('SIGKILL');
      } catch {
        // It has ended.
      }
    };
    let killed: string | undefined;
    const killBecause = (words: string) => {
      killed ??= words;
      kill();
    };
    const onStop = () => killBecause('was stopped by you');
    const limit = setTimeout(
      () => killBecause(`didn't finish within ${timeoutMs / 1000} s`),
      timeoutMs,
    );
    stop.addEventListener('abort', onStop);
    process.once('exit', kill);
    const end = (problem?: string) => {
      clearTimeout(limit);
      stop.removeEventListener('abort', onStop);
      process.off('exit', kill);
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
      resolve(killed ?? problem);
    };
    for (const stream of [child.stdout, child.stderr]) eachLine(stream, onLine);
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.once('error', ({ message }) => end(`can't be started: ${message}`));
    child.once('exit', (code, signal) => {
      const problem = code === 0 ? undefined : exitWords(code, signal);
      const grace = setTimeout(() => end(problem), graceMs);
      child.once('close', () => {
        clearTimeout(grace);
        end(problem);
      });
    });
  });
}
