import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { manyImports } from '../helpers/many-imports.ts';
import { emptyFolder, run } from '../helpers/program.ts';
import { hanging, type Simulated, simulated } from '../helpers/simulated.ts';

/** A folder whose configuration names these services. */
function folderWith(profiles: Readonly<Record<string, Simulated>>): string {
  const folder = emptyFolder();
  const entries = Object.entries(profiles).map(([name, { provider, settings }]) => [
    name,
    { provider, ...settings },
  ]);
  const config = { profiles: Object.fromEntries(entries), defaults: { interval: '50ms' } };
  writeFileSync(join(folder, '.importwatchrc'), JSON.stringify(config));
  return folder;
}

describe.concurrent('several imports', () => {
  it('of any number leave stderr empty with --json', async () => {
    const { flags, env } = await manyImports({ steps: () => 1 });
    const ids = Array.from({ length: 40 }, (_, index) => `id-${index}`);
    const { code, stderr } = await run(['wait', '--json', ...flags, ...ids], { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('end with the code of the most serious outcome, each with its own result', async () => {
    const cwd = folderWith({
      good: await simulated('elevate'),
      bad: await simulated('rocketchat', { outcome: 'failure' }),
      stopped: await simulated('oracle-commerce', { outcome: 'aborted' }),
    });
    const targets = ['good:5537431447739019570', 'bad:', 'stopped:a1b2_c3'];
    const { code, lines } = await run(['wait', '--json', ...targets], { cwd });
    const results = lines.filter(({ type }) => type === 'result');
    expect(
      Object.fromEntries(results.map(({ target, outcome }) => [target?.profile, outcome])),
    ).toEqual({ good: 'succeeded', bad: 'failed', stopped: 'aborted' });
    expect(code).toBe(1);
  });

  it('end at the first that succeeded with --any', async () => {
    const cwd = folderWith({
      good: await simulated('elevate'),
      slow: await simulated('rocketchat', { steps: Number.POSITIVE_INFINITY }),
    });
    const targets = ['slow:', 'good:5537431447739019570'];
    const { code, lines } = await run(['wait', '--any', '--json', ...targets], { cwd });
    const slow = lines.find(({ type, target }) => type === 'result' && target?.profile === 'slow');
    expect(slow).toMatchObject({ outcome: null });
    expect(code).toBe(0);
  });

  it('end at the first that did not succeed with --fail-fast', async () => {
    const cwd = folderWith({
      bad: await simulated('elevate', { outcome: 'aborted' }),
      slow: await simulated('rocketchat', { steps: Number.POSITIVE_INFINITY }),
    });
    const targets = ['bad:5537431447739019570', 'slow:'];
    const { code, stdout } = await run(['wait', '--fail-fast', ...targets], { cwd });
    expect(stdout.split('\n')).toHaveLength(4);
    expect(code).toBe(3);
  });

  it('are polled one by one with the profiles they name, and one at a time each', async () => {
    const { intercept, asked } = hanging();
    const slow = await simulated('elevate', { intercept });
    const cwd = folderWith({ good: await simulated('elevate', { steps: 60 }), slow });
    const targets = ['good:5537431447739019570', 'slow:1'];
    const { code } = await run(['wait', '--timeout', '2s', ...targets], { cwd });
    await asked;
    expect(slow.requests).toHaveLength(1);
    expect(code).toBe(124);
  });
});

describe.concurrent('a target of -', () => {
  it.each([
    ['the answer that started it', '{"id":5537431447739019570,"status":"WAITING"}'],
    ['ids, one per line', '5537431447739019570\n\n'],
  ])('is an import that standard input names: %s', async (_, stdin) => {
    const service = await simulated('elevate');
    const { code, lines } = await service.run(['wait', '--json'], { target: '-', stdin });
    expect(lines.at(-2)).toMatchObject({ target: { id: '5537431447739019570' } });
    expect(code).toBe(0);
  });

  it('is an error if nothing comes', async () => {
    const service = await simulated('elevate');
    const { code, stderr } = await service.run(['wait'], { target: '-' });
    expect(stderr).toContain('Found no id: standard input is empty.');
    expect(code).toBe(2);
  });
});

describe.concurrent('the command that resumes a watch', () => {
  it('resumes it', async () => {
    const service = await simulated('elevate', { steps: 3 });
    const cwd = folderWith({ shop: service });
    const first = await run(['wait', '--timeout', '0s', 'shop:5537431447739019570'], { cwd });
    expect(first.code).toBe(124);
    const [, command = ''] = /resume: importwatch (.*)/.exec(first.stderr) ?? [];
    expect((await run(command.split(' '), { cwd })).code).toBe(0);
  });
});
