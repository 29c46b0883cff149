import { exec } from 'node:child_process';
import { exitWords } from '../../core/text/exit-words.ts';

/**
 * The output of a shell command on stdout. Rejects with an `Error` whose message is the rest of a
 * sentence about the command, without any of its output.
 */
export function runCommand(
  command: string,
  { cwd, timeoutMs }: { readonly cwd: string; readonly timeoutMs: number },
): Promise<string> {
  return new Promise((resolve, reject) => {
    // The shell of `exec`, which also knows how to pass quotes to cmd.exe.
    const options = { cwd, timeout: timeoutMs, maxBuffer: 1024 * 1024, windowsHide: true };
    const child = exec(command, options, (error, stdout) => {
      if (error === null) return resolve(stdout);
      if (error.killed) return reject(new Error(`didn't finish within ${timeoutMs / 1000} s`));
      if (error instanceof RangeError) return reject(new Error('printed more than 1 MiB'));
      const why = error.code === 127 ? ' (command not found)' : '';
      reject(new Error(exitWords(error.code, error.signal) + why));
    });
    child.stdin?.end();
  });
}
