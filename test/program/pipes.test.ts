// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are what is tested
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, run, start } from '../helpers/program.ts';
import { simulated } from '../helpers/simulated.ts';

/** A folder with a profile `shop`, in which `pipe` is a pipe. */
async function withPipe(profile: Readonly<Record<string, unknown>>) {
  const service = await simulated('elevate', { steps: 2 });
  const cwd = emptyFolder();
  const shop = { provider: 'elevate', baseUrl: service.url, apiKey: 'example-key', ...profile };
  const config = JSON.stringify({ profiles: { shop } });
  writeFileSync(join(cwd, 'c.json'), config);
  const pipe = join(cwd, 'pipe');
  execFileSync('mkfifo', [pipe]);
  return { service, cwd, config, pipe, target: `shop:${service.id}` };
}

const places: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['apiKey', { apiKey: { file: 'pipe' } }],
  ['caFile', { caFile: 'pipe' }],
];

describe.concurrent.each(places)('a pipe without a writer, as %s', (_name, profile) => {
  it('is left at the time limit', async () => {
    const { cwd, target } = await withPipe(profile);
    const args = ['wait', '--config', 'c.json', '--timeout', '300ms', target];
    const home = emptyFolder();
    // The second time, the program runs what Node.js compiled the first time.
    for (const _run of [1, 2]) {
      const { code, stderr } = await run(args, { cwd, home });
      expect(stderr).toMatch(
        /^importwatch: Couldn't read the (secrets|caFile) of profile shop within 0\.3s \(--timeout\)\.$/m,
      );
      const part = stderr.includes('the secrets') ? 'apiKey: file' : 'caFile:';
      expect(stderr).toContain(`produces nothing (${part} pipe)`);
      expect(stderr).not.toContain('Warning');
      expect(code).toBe(124);
    }
  });

  it.each(['wait', 'status'])('is left at the first Ctrl-C: %s', async (command) => {
    const { cwd, pipe, target } = await withPipe(profile);
    const program = start([command, '--config', 'c.json', target], { cwd });
    // Opening it takes until the program reads it.
    const writer = await open(pipe, 'w');
    program.process.kill('SIGINT');
    expect((await program.ended).code).toBe(130);
    await writer.close();
  });
});

describe.concurrent('standard input that never ends', () => {
  it.each([['-'], ['shop:-']])('is left at the time limit: %s', async (target) => {
    const { cwd, pipe } = await withPipe({});
    const args = ['wait', '--config', 'c.json', '--timeout', '300ms', target];
    const both = await open(pipe, 'r+');
    const { code, stderr } = await run(args, { cwd, stdin: both.fd });
    await both.close();
    expect(stderr).toContain("Standard input couldn't be read within 0.3s (--timeout).");
    expect(code).toBe(124);
  });
});

describe.concurrent('a configuration through a pipe', () => {
  it.each([['profiles'], ['check'], ['status']])(
    'is left at the first Ctrl-C: %s',
    async (word) => {
      const { cwd, pipe } = await withPipe({});
      const program = start([word, '--config', 'pipe'], { cwd });
      const writer = await open(pipe, 'w');
      program.process.kill('SIGINT');
      expect((await program.ended).code).toBe(130);
      await writer.close();
    },
  );

  it('without a writer is left at the time limit', async () => {
    const { cwd, target } = await withPipe({});
    const args = ['wait', '--config', 'pipe', '--timeout', '300ms', target];
    const { code, stderr } = await run(args, { cwd });
    expect(stderr).toContain("The configuration couldn't be read within 0.3s (--timeout).");
    expect(code).toBe(124);
  });

  it('is read to its end', async () => {
    const { cwd, pipe, config, target } = await withPipe({ apiKey: '${KEY}' });
    const program = start(['wait', '--config', 'pipe', '--interval', '50ms', target], {
      cwd,
      env: { KEY: 'example-key' },
    });
    const writer = await open(pipe, 'w');
    for (const piece of [config.slice(0, 20), config.slice(20)]) await writer.write(piece);
    await writer.close();
    expect((await program.ended).code).toBe(0);
  });
});
