import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, run, startInTerminal } from '../helpers/program.ts';
import { simulated } from '../helpers/simulated.ts';

/** Makes the time of the program run a hundred times as fast. */
function hurried(): Record<string, string> {
  const hook = join(emptyFolder(), 'hook.cjs');
  const text = 'const { bigint } = process.hrtime; process.hrtime.bigint = () => bigint() * 100n;';
  writeFileSync(hook, text);
  return { NODE_OPTIONS: `--require=${hook}` };
}

const waitFor = async (options: readonly string[]) => {
  const service = await simulated('elevate', { steps: 20 });
  const args = ['wait', ...service.flags, '-i', '50ms', ...options, service.id ?? ''];
  return { args, env: { ...service.env, ...hurried() }, id: service.id };
};

describe('wait --notify', () => {
  it('notifies the terminal of the end, and leaves nothing on the screen', async () => {
    const { args, env, id } = await waitFor(['--notify']);
    const terminal = startInTerminal(args, { env: { ...env, TERM_PROGRAM: 'WezTerm' } });
    expect(await terminal.exited).toMatchObject({ exitCode: 0 });
    const rows = await terminal.all();
    expect(rows).toEqual([expect.stringMatching(/succeeded/)]);
    const told = `\u001B]777;notify;importwatch;elevate:${id} succeeded\u001B\\`;
    expect(terminal.written().split(told)).toEqual([expect.any(String), '']);
  });

  it('rings the bell if nothing else is known about the terminal', async () => {
    const { args, env } = await waitFor([]);
    const terminal = startInTerminal(args, { env: { ...env, IMPORTWATCH_NOTIFY: 'true' } });
    expect(await terminal.exited).toMatchObject({ exitCode: 0 });
    expect(terminal.written().split('\u0007')).toEqual([expect.any(String), '']);
  });

  it('writes no notification without a terminal', async () => {
    const { args, env } = await waitFor(['--notify']);
    const { stdout, stderr } = await run(args, { env });
    for (const sign of ['\u0007', '\u001B']) expect(stdout + stderr).not.toContain(sign);
  });
});
