import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runWithInput } from '../../src/adapters/commands/run-with-input.ts';
import { openSink } from '../../src/adapters/side-output/sink.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'importwatch-side-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const redactor = { redactLine: (line: string) => line };

describe('a command that reads a text', () => {
  const run = async (command: string, timeoutMs = 60_000, stop = new AbortController()) => {
    const lines: string[] = [];
    const onLine = (line: string) => {
      lines.push(line);
      if (line === 'stop me') stop.abort();
    };
    const env = { OUTCOME: 'failed' };
    const problem = await runWithInput(command, {
      input: 'a text\n',
      env,
      timeoutMs,
      stop: stop.signal,
      onLine,
    });
    return { problem, lines };
  };

  it('finds it on standard input, and its environment', async () => {
    expect(await run('cat; echo "$OUTCOME"')).toEqual({
      problem: undefined,
      lines: ['a text', 'failed'],
    });
  });

  it('does not have to read it', async () => {
    expect((await run('exec <&-; true')).problem).toBeUndefined();
  });

  it('that fails says how', async () => {
    expect((await run('exit 7')).problem).toBe('exited with code 7');
    expect((await run('kill -TERM $$')).problem).toBe('was terminated by SIGTERM');
  });

  it('is killed at the time limit, with all it has started', async () => {
    const file = join(folder, 'child');
    const { problem } = await run(`sleep 600 & echo $! > ${file}; wait`, 300);
    expect(problem).toBe("didn't finish within 0.3 s");
    const pid = Number(readFileSync(file, 'utf8'));
    const isAlive = () =>
      execFileSync('ps', ['-o', 'stat=', '-p', String(pid)])
        .toString()
        .trim();
    // One that is gone may wait to be reaped.
    expect(isAliveOrZombie(isAlive)).toBe(false);
  });

  it('ends when the user stops it', async () => {
    expect((await run('echo "stop me"; exec sleep 600')).problem).toBe('was stopped by you');
  });

  it('runs although the wait before it was stopped', async () => {
    const stop = new AbortController();
    stop.abort();
    expect((await run('cat', 60_000, stop)).lines).toEqual(['a text']);
  });

  it('can print a line of any length, and its beginning is passed on', async () => {
    const { lines } = await run(`printf '%0100000d\\r\\nshort\\nlast' 7`);
    expect(lines.map(({ length }) => length)).toEqual([64 * 1024, 5, 4]);
  });

  it('is not waited for longer because of a process that it leaves behind', async () => {
    const file = join(folder, 'left');
    const { problem } = await run(`sleep 600 & echo $! > ${file}`);
    expect(problem).toBeUndefined();
    process.kill(Number(readFileSync(file, 'utf8')));
  });
});

function isAliveOrZombie(status: () => string): boolean {
  try {
    return !status().startsWith('Z');
  } catch {
    return false;
  }
}

describe('a file for lines', () => {
  it('is not held up by a pipe whose reader does not read', async () => {
    const pipe = join(folder, 'slow');
    execFileSync('mkfifo', [pipe]);
    const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    const sink = await openSink(pipe, redactor);
    for (let line = 0; line < 40; line++) sink.write(`${'x'.repeat(100_000)}\n`);
    expect(sink.isBehind).toBe(true);
    closeSync(reader);
    // Whoever leaves is no problem.
    expect(await sink.close()).toBeUndefined();
  });

  it('appends to a descriptor that is open already', async () => {
    const file = join(folder, 'shared');
    writeFileSync(file, 'before\n');
    const fd = openSync(file, 'a');
    const sink = await openSink(`/proc/self/fd/${fd}`, redactor);
    sink.write('after\n');
    await sink.close();
    closeSync(fd);
    expect(readFileSync(file, 'utf8')).toBe('before\nafter\n');
  });

  it('that cannot be opened says why', async () => {
    await expect(openSink(folder, redactor)).rejects.toThrow('is a folder');
  });
});
