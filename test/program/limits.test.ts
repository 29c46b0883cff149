import { describe, expect, it } from 'vitest';
import { run } from '../helpers/program.ts';
import { hanging, inTurn, simulated } from '../helpers/simulated.ts';

const never = { steps: Number.POSITIVE_INFINITY };
const nobody = ['--provider', 'elevate', '--base-url', 'http://127.0.0.1:1', '1'];
const env = { IMPORTWATCH_API_KEY: 'example-key' };

describe.concurrent('--timeout', () => {
  it('of 0s polls once: 124 for a running import', async () => {
    const service = await simulated('elevate', never);
    const { code, lines } = await service.run(['wait', '--timeout', '0s', '--json']);
    expect(lines.at(-2)).toMatchObject({ outcome: 'timed-out', snapshot: { state: 'running' } });
    expect(service.requests).toHaveLength(1);
    expect(code).toBe(124);
  });

  it('of 0s polls once: 0 for an import that has succeeded', async () => {
    const service = await simulated('elevate', { steps: 1 });
    expect((await service.run(['wait', '--timeout', '0s'])).code).toBe(0);
    expect(service.requests).toHaveLength(1);
  });

  it('ends the wait with 124 and shows the command that resumes it', async () => {
    const service = await simulated('oracle-commerce', never);
    const { code, stdout, stderr } = await service.run(['wait', '--timeout', '1s']);
    expect(stdout).toContain('at the time limit of 1s  2,000 of 5,000');
    expect(stderr).toMatch(/^ {2}resume: importwatch wait .*$/m);
    expect(code).toBe(124);
  });

  it('cuts a sleep, and polls once more at its end', async () => {
    const service = await simulated('elevate', { steps: 2 });
    const { code } = await service.run(['wait', '--timeout', '2s', '--interval', '1h']);
    expect(service.requests).toHaveLength(2);
    expect(code).toBe(0);
  });

  it('cuts a request that hangs', async () => {
    const { intercept } = hanging(1);
    const service = await simulated('elevate', { ...never, intercept });
    expect((await service.run(['wait', '--timeout', '100ms'])).code).toBe(124);
  });
});

describe.concurrent('--stall-timeout', () => {
  it('ends the wait with 7 when nothing changes', async () => {
    const service = await simulated('rocketchat', never);
    const { code, lines } = await service.run(['wait', '--stall-timeout', '300ms', '--json']);
    expect(lines.at(-2)).toMatchObject({ outcome: 'stalled', error: { code: 'stalled' } });
    expect(code).toBe(7);
  });
});

describe.concurrent('--max-outage', () => {
  it('ends the wait with 6 if nothing listens', async () => {
    const { code, stdout, stderr } = await run(['wait', '--max-outage', '300ms', ...nobody], {
      env,
    });
    expect(stdout).toContain('outcome unknown (no connection)');
    expect(stderr).toContain('http://127.0.0.1:1: nothing is listening');
    expect(code).toBe(6);
  });

  it('ends the wait with 6 if a service that had answered is gone', async () => {
    const intercept = inTurn(undefined, ...Array.from({ length: 99 }, () => 'reset' as const));
    const service = await simulated('elevate', { ...never, intercept });
    const { code, lines } = await service.run(['wait', '--max-outage', '300ms', '--json']);
    expect(lines.at(-2)).toMatchObject({ outcome: 'no-answer', snapshot: { state: 'running' } });
    expect(code).toBe(6);
  });
});

describe.concurrent('--heartbeat prints something if nothing happens', () => {
  const options = ['--heartbeat', '50ms', '--interval', '1h'];

  it('in a log', async () => {
    const watch = (await simulated('elevate', never)).start(['wait', ...options]);
    await watch.says(/running \(IN_PROGRESS\) {2}\S+ elapsed/);
    watch.process.kill('SIGINT');
    expect((await watch.ended).code).toBe(130);
  });

  it('in a JSON stream', async () => {
    const watch = (await simulated('elevate', never)).start(['wait', '--json', ...options]);
    await watch.says('"heartbeat"');
    watch.process.kill('SIGINT');
    const { lines } = await watch.ended;
    expect(lines.find(({ type }) => type === 'heartbeat')).toHaveProperty('elapsedMs');
  });
});
