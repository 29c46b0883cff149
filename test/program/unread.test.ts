import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { startInTerminal } from '../helpers/program.ts';
import { simulated } from '../helpers/simulated.ts';

const [stopOutput, startOutput] = ['\x13', '\x11'];
const never = { steps: Number.POSITIVE_INFINITY };

async function polled(service: { readonly requests: readonly unknown[] }, more: number) {
  const enough = service.requests.length + more;
  while (service.requests.length < enough) await new Promise(setImmediate);
}

describe.concurrent('a terminal that is stopped', () => {
  it.each([['bar'], ['plain']])('does not stop the wait, with --progress %s', async (progress) => {
    const service = await simulated('elevate', never);
    const args = ['wait', ...service.flags, '--interval', '20ms', '--progress', progress];
    const terminal = startInTerminal([...args, '-v', service.id ?? ''], { env: service.env });
    await terminal.until((rows) => rows.some((row) => row.includes('running')));
    terminal.type(stopOutput);
    await polled(service, 200);
    process.kill(terminal.pid, 'SIGTERM');
    // Nothing more is polled, though nobody reads.
    while (isRunning(terminal.pid)) await new Promise(setImmediate);
    terminal.type(startOutput);
    expect((await terminal.exited).exitCode).toBe(143);
  });

  it('gets the result once it is read again', async () => {
    const service = await simulated('elevate', { steps: 100 });
    const args = ['wait', ...service.flags, '--interval', '20ms', service.id ?? ''];
    const terminal = startInTerminal(args, { env: service.env });
    await terminal.until((rows) => rows.some((row) => row.includes('running')));
    terminal.type(stopOutput);
    while (service.requests.length < 100) await new Promise(setImmediate);
    terminal.type(startOutput);
    expect((await terminal.exited).exitCode).toBe(0);
    expect((await terminal.rows()).join('\n')).toContain('succeeded');
  });
});

/** A process that has ended and was not asked how is a zombie. */
function isRunning(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
