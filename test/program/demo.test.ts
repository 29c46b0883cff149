import { describe, expect, it } from 'vitest';
import { run } from '../helpers/program.ts';

describe.concurrent('demo', () => {
  it('plays an import that succeeds, with nothing configured', async () => {
    const { code, lines } = await run(['demo', '--json']);
    const percents = lines.map(({ snapshot }) => Number(snapshot?.['percent'] ?? 0));
    expect(new Set(percents).size).toBeGreaterThan(5);
    expect(lines.at(-2)).toMatchObject({
      outcome: 'succeeded',
      target: { profile: 'demo', provider: 'oracle-commerce' },
    });
    expect(code).toBe(0);
  });

  it.each([
    ['elevate', 'Stopped by harmful import protection.'],
    ['oracle-commerce', 'Import failed: A record could not be read.'],
    ['rocketchat', 'failed'],
  ])('plays one of %s that fails', async (name, message) => {
    const { code, stdout } = await run(['demo', name, '--outcome', 'failure', '--json']);
    const { durationMs, snapshot } = JSON.parse(stdout.trim().split('\n').at(-2) ?? '');
    expect(JSON.stringify(snapshot)).toContain(message);
    expect(durationMs).toBeLessThan(20_000);
    expect(code).toBe(1);
  });

  it('plays one of each service', async () => {
    const { code, lines } = await run(['demo', 'rocketchat', '--json', '--outcome', 'error']);
    expect(lines.some(({ snapshot }) => snapshot?.['phase'] !== undefined)).toBe(true);
    expect(code).toBe(6);
  });

  it('lists the services if another one is requested', async () => {
    const { code, stderr } = await run(['demo', 'elevat']);
    expect(stderr).toContain('There is no demo for "elevat". Did you mean "elevate"?');
    expect(stderr).toContain('elevate, oracle-commerce or rocketchat');
    expect(code).toBe(2);
    const { stdout } = await run(['demo', '--help']);
    expect(stdout.replace(/\s+/g, ' ')).toContain('elevate, oracle-commerce, rocketchat');
  });
});
