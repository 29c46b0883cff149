import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { emptyFolder, start, startInTerminal } from '../helpers/program.ts';
import { hanging, simulated } from '../helpers/simulated.ts';

const never = { steps: Number.POSITIVE_INFINITY };

describe.concurrent('a signal ends the watch immediately, and not the import', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s between two polls: %i', async (signal, exitCode) => {
    const service = await simulated('rocketchat', never);
    const watch = service.start(['wait', '--interval', '1h']);
    await watch.says('running');
    watch.process.kill(signal);
    const { code, stdout, stderr } = await watch.ended;
    expect(stdout).toContain('stopped watching');
    expect(stderr).toMatch(/^ {2}resume: importwatch wait /m);
    expect(code).toBe(exitCode);
  });

  it('SIGHUP: 129, if it has a terminal', async () => {
    const service = await simulated('rocketchat', never);
    const args = ['wait', ...service.flags, '--interval', '1h'];
    const terminal = startInTerminal(args, { env: service.env });
    await terminal.until((rows) => rows.some((row) => row.includes('%')));
    process.kill(terminal.pid, 'SIGHUP');
    expect(await terminal.exited).toMatchObject({ exitCode: 129 });
  });

  it('but not SIGHUP without one, as with nohup', async () => {
    const service = await simulated('rocketchat', never);
    const watch = service.start(['wait', '--interval', '1h']);
    await watch.says('running');
    watch.process.kill('SIGHUP');
    watch.process.kill('SIGTERM');
    expect((await watch.ended).code).toBe(143);
  });

  it('while a request hangs', async () => {
    const { intercept, asked } = hanging(1);
    const service = await simulated('elevate', { ...never, intercept });
    const watch = service.start(['wait', '--json']);
    await asked;
    watch.process.kill('SIGINT');
    const { code, lines } = await watch.ended;
    expect(lines.at(-2)).toMatchObject({
      type: 'result',
      outcome: 'interrupted',
      exitCode: 130,
      snapshot: { state: 'running' },
      error: { code: 'interrupted' },
    });
    expect(code).toBe(130);
  });

  it('while the login hangs', async () => {
    const { intercept, asked } = hanging();
    const service = await simulated('oracle-commerce', { ...never, intercept });
    const watch = service.start(['wait', '--json']);
    await asked;
    watch.process.kill('SIGTERM');
    const { code, lines } = await watch.ended;
    expect(lines.at(-2)).toMatchObject({ outcome: 'interrupted', exitCode: 143 });
    expect(code).toBe(143);
  });

  it('while it waits for the next poll', async () => {
    const service = await simulated('elevate', { intercept: () => 'reset' });
    const watch = service.start(['wait', '--max-outage', '1h']);
    await watch.says('retry 1 in');
    watch.process.kill('SIGINT');
    expect((await watch.ended).code).toBe(130);
  });

  it('while a command fetches a secret', async () => {
    const service = await simulated('elevate');
    const folder = emptyFolder();
    const [config, fetching] = [join(folder, 'config.json'), join(folder, 'fetching')];
    const apiKey = { command: `touch ${fetching}; exec sleep 60` };
    const profile = { provider: 'elevate', ...service.settings, apiKey };
    writeFileSync(config, JSON.stringify({ profiles: { shop: profile } }));
    const watch = start(['wait', '--json', '--config', config, '1']);
    await vi.waitUntil(() => existsSync(fetching), { timeout: 50_000 });
    watch.process.kill('SIGTERM');
    const { code, lines } = await watch.ended;
    expect(lines.map(({ type }) => type)).toEqual(['version', 'end']);
    expect(code).toBe(143);
  });

  it('of status', async () => {
    const { intercept, asked } = hanging();
    const service = await simulated('elevate', { intercept });
    const status = service.start(['status', '--json']);
    await asked;
    status.process.kill('SIGINT');
    const { code, lines } = await status.ended;
    expect(lines.at(-2)).toMatchObject({ outcome: 'interrupted' });
    expect(code).toBe(130);
  });
});
