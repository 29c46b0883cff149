import { closeSync, openSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { start } from '../helpers/program.ts';
import { simulated } from '../helpers/simulated.ts';

describe.concurrent('the exit code belongs to the outcome', () => {
  it('even if stdout is not read to its end', async () => {
    const service = await simulated('elevate', { outcome: 'failure', steps: 12 });
    const watch = service.start(['wait', '--json']);
    await watch.says('"version"');
    watch.process.stdout?.destroy();
    const { code, stderr } = await watch.ended;
    expect(stderr).toBe('');
    expect(code).toBe(1);
  });

  it('even if stderr is not read', async () => {
    const service = await simulated('elevate', { outcome: 'failure', steps: 12 });
    const watch = service.start(['wait']);
    await watch.says('watching');
    watch.process.stderr?.destroy();
    const { code, stdout } = await watch.ended;
    expect(stdout).toContain('Stopped by harmful import protection.');
    expect(code).toBe(1);
  });

  it('even if nothing is read', async () => {
    const service = await simulated('elevate', { steps: 12 });
    const watch = service.start(['wait']);
    await watch.says('watching');
    watch.process.stdout?.destroy();
    watch.process.stderr?.destroy();
    expect((await watch.ended).code).toBe(0);
  });

  it.each([[[]], [['--json']]])('even if the disk is full: wait %j', async (options) => {
    const service = await simulated('elevate', { outcome: 'aborted', steps: 12 });
    const full = openSync('/dev/full', 'w');
    const watch = service.start(['wait', ...options], { stdout: full });
    const { code, stderr } = await watch.ended;
    closeSync(full);
    expect(stderr).toContain("importwatch: Can't write to stdout (ENOSPC).\n");
    expect(code).toBe(3);
  });
});

describe.concurrent('a command whose result is its output', () => {
  it.each([[['providers']], [['history', '--json']], [['completion', 'bash']], [['--help']]])(
    'exits with 2 if the disk is full: %j',
    async (args) => {
      const full = openSync('/dev/full', 'w');
      const { ended } = start(args, { stdout: full });
      const { code, stderr } = await ended;
      closeSync(full);
      expect(stderr).toBe("importwatch: Can't write to stdout (ENOSPC).\n");
      expect(code).toBe(2);
    },
  );
});
