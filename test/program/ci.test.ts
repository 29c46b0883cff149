import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder } from '../helpers/program.ts';
import { simulated } from '../helpers/simulated.ts';

const commands = (text: string) => text.match(/^::.*$/gm) ?? [];

/** A step of GitHub Actions, with the files it gives. */
function step() {
  const folder = emptyFolder();
  const [summary, output] = [join(folder, 'summary'), join(folder, 'output')];
  return {
    env: {
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_OUTPUT: output,
    },
    summary: () => readFileSync(summary, 'utf8'),
    output: () => readFileSync(output, 'utf8'),
  };
}

describe.concurrent('in a step of GitHub Actions', () => {
  it('the outcome is annotated, summed up and handed on', async () => {
    const service = await simulated('oracle-commerce', { outcome: 'success' });
    const { env, summary, output } = step();
    const { code, stderr } = await service.run(['wait'], { env });
    expect(commands(stderr)).toEqual([expect.stringMatching(/^::notice .*succeeded/)]);
    expect(summary()).toMatch(/\| succeeded \| 5,000 of 5,000 \|/);
    expect(output()).toMatch(
      /^status=succeeded\nexit-code=0\ncompleted=5000\ntotal=5000\nduration-ms=\d+\n$/,
    );
    expect(code).toBe(0);
  });

  it('a service cannot speak to the runner', async () => {
    const message = 'boom\n::error::forged\n::set-output name=a::b\nstatus=succeeded';
    const body = { id: '1', status: 'FAILURE', message };
    const service = await simulated('elevate', { intercept: () => ({ body }) });
    const { env, output } = step();
    const { code, stdout, stderr } = await service.run(['wait'], { env });
    expect(commands(stdout + stderr)).toEqual([expect.stringMatching(/^::error .*boom/)]);
    expect(output()).toMatch(/^status=failed$/m);
    expect(output()).not.toContain('succeeded');
    expect(code).toBe(1);
  });

  it('files that cannot be written change nothing but for a warning', async () => {
    const service = await simulated('elevate', { outcome: 'failure' });
    const lost = join(emptyFolder(), 'not-there', 'file');
    const env = { ...step().env, GITHUB_STEP_SUMMARY: lost, GITHUB_OUTPUT: '/dev/full' };
    const { code, stderr } = await service.run(['wait', '--junit', lost], { env });
    expect(stderr.match(/ cannot be written: /g)).toHaveLength(3);
    expect(code).toBe(1);
  });

  it('no file holds a secret', async () => {
    const body = { id: '1', status: 'FAILURE', message: 'Do not send example-key again.' };
    const service = await simulated('elevate', { intercept: () => ({ body }) });
    const { env, summary } = step();
    const junit = join(emptyFolder(), 'junit.xml');
    await service.run(['wait', '--junit', junit], { env });
    expect(summary()).toContain('Do not send');
    expect(readFileSync(junit, 'utf8')).toContain('Do not send *** again.');
    expect(summary()).not.toContain('example-key');
  });
});
