import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { CommandRun } from '../../core/ports/command.ts';

/** How long output is awaited after the command itself has ended: another process may hold it. */
const graceMs = 500;

/**
 * Runs a shell command with a text on its standard input. Returns the rest of a sentence about the
 * command if it fails. After the time limit it is killed, with all processes it has started.
 */
export function runWithInput(
  command: string,
  { input, env, timeoutMs, onLine }: CommandRun,
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
    let late = false;
    const limit = setTimeout(() => {
      late = true;
      kill();
    }, timeoutMs);
    process.once('exit', kill);
    const end = (problem?: string) => {
      clearTimeout(limit);
      process.off('exit', kill);
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
      resolve(late ? `did not end within ${timeoutMs / 1000} s` : problem);
    };
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', onLine);
    }
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.once('error', ({ message }) => end(`cannot be started: ${message}`));
    child.once('exit', (code, signal) => {
      const problem = code === 0 ? undefined : `ended with exit code ${code ?? signal}`;
      const grace = setTimeout(() => end(problem), graceMs);
      child.once('close', () => {
        clearTimeout(grace);
        end(problem);
      });
    });
  });
}
