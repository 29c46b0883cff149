import { describe, expect, it } from 'vitest';
import { inTurn, simulated } from '../helpers/simulated.ts';

const unavailable = { status: 503, text: '' };

describe.concurrent('status', () => {
  it.each([
    ['elevate', '▸ elevate:5537431447739019570  running (IN_PROGRESS)\n'],
    ['oracle-commerce', '▸ oracle-commerce:a1b2_c3  running  ━━━━────── 40%  2,000 of 5,000\n'],
    ['rocketchat', '▸ rocketchat  running, importing channels  ──────────  2%  300 of 12,000\n'],
  ])('shows the state of an import of %s in one line', async (provider, line) => {
    const service = await simulated(provider, { steps: Number.POSITIVE_INFINITY });
    const { code, stdout, stderr } = await service.run(['status']);
    expect(stdout).toBe(line);
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  it('has no outcome in JSON while the import is running', async () => {
    const service = await simulated('elevate', { steps: Number.POSITIVE_INFINITY });
    const { code, lines } = await service.run(['status', '--json']);
    expect(lines.map(({ type }) => type)).toEqual(['version', 'result', 'end']);
    expect(lines[1]).toMatchObject({ outcome: null, exitCode: 0, snapshot: { state: 'running' } });
    expect(code).toBe(0);
  });

  it('exits with the outcome of an import that has ended', async () => {
    const service = await simulated('elevate', { outcome: 'failure', steps: 1 });
    const { code, stdout } = await service.run(['status']);
    expect(stdout).toContain('failed');
    expect(code).toBe(1);
  });

  it('believes the service that an import is unknown', async () => {
    const service = await simulated('elevate');
    expect((await service.run(['status'], { target: 'of-nothing' })).code).toBe(5);
    expect(service.requests).toHaveLength(1);
  });

  it('exits with 0 even for an import that waits for a person', async () => {
    const service = await simulated('rocketchat', { selection: true, progress: () => 0.3 });
    const { code, stdout } = await service.run(['status']);
    expect(stdout).toContain('choose what to import');
    expect(code).toBe(0);
  });

  it('names an undocumented status', async () => {
    const intercept = () => ({ body: { id: '1', status: 'SLEEPING', type: 'PRODUCTS' } });
    const service = await simulated('elevate', { intercept });
    const { code, stdout, stderr } = await service.run(['status']);
    expect(stdout).toContain('unknown status (SLEEPING)');
    expect(stderr).toContain(
      'Unknown status "SLEEPING" (not in Voyado Elevate\'s documentation).\n',
    );
    expect(code).toBe(0);
  });

  it('names its own limit if the service asks for a long pause', async () => {
    const intercept = inTurn({ status: 429, text: '', headers: { 'retry-after': '3600' } });
    const service = await simulated('elevate', { intercept });
    const { stderr } = await service.run(['status'], { env: { IMPORTWATCH_MAX_OUTAGE: '1s' } });
    expect(stderr).toMatch(/longer than importwatch status allows\..* again in 1s\.$/m);
  });

  it('retries twice without a usable answer', async () => {
    const intercept = inTurn(unavailable, 'reset');
    const service = await simulated('elevate', { intercept, steps: 3 });
    expect((await service.run(['status'])).code).toBe(0);
    expect(service.requests).toHaveLength(3);
  });

  it('gives up with 6 when the third answer is not usable either', async () => {
    const service = await simulated('elevate', { intercept: () => unavailable });
    const { code, lines } = await service.run(['status', '--json']);
    expect(lines.map(({ type }) => type)).toEqual(['version', 'retry', 'retry', 'result', 'end']);
    expect(lines[3]).toMatchObject({ outcome: 'no-answer', error: { code: 'busy', status: 503 } });
    expect(service.requests).toHaveLength(3);
    expect(code).toBe(6);
  });

  it('does not suggest resuming', async () => {
    const service = await simulated('elevate', { intercept: () => unavailable });
    const { stderr } = await service.run(['status']);
    expect(stderr).toContain('gave up after 3 polls');
    expect(stderr).not.toMatch(/watch .* again/i);
  });
});
