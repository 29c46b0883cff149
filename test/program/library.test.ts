import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { simulated } from '../helpers/simulated.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const execute = promisify(execFile);

/** A program below the project, where `importwatch` is the package as it is built. */
async function program(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const options = { cwd: project, env: { PATH: process.env['PATH'], ...env } };
  try {
    return { code: 0, ...(await execute(process.execPath, args, options)) };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

describe.concurrent('examples/watch-import.mjs', () => {
  const example = join('examples', 'watch-import.mjs');

  it('reports the progress and the outcome of an import', async () => {
    const service = await simulated('elevate', { steps: 3, outcome: 'failure' });
    const env = { ELEVATE_URL: service.url, ELEVATE_API_KEY: service.settings['apiKey'] };
    const { code, stdout, stderr } = await program([example, service.id ?? ''], env);
    expect(stdout).toMatch(
      /^IN_PROGRESS \nFAILURE Stopped by harmful import protection\.\nfailed after 3 polls\n$/,
    );
    expect(stderr).toBe('');
    expect(code).toBe(1);
  });

  it('reports what is missing', async () => {
    const { code, stderr } = await program([example, '1']);
    expect(stderr).toMatch(/^elevate: /);
    expect(stderr).toContain('apiKey is missing');
    expect(code).toBe(2);
  });
});

describe.concurrent('the library in a process', () => {
  const watching = (rest: string) =>
    `import { getStatus, watchImport } from 'importwatch';
     const request = JSON.parse(process.env.REQUEST);
     ${rest}`;

  it('changes nothing in it, prints nothing, and lets it end', async () => {
    const { settings, id } = await simulated('elevate', { steps: 4 });
    const request = { provider: 'elevate', settings, id, interval: 20 };
    const script = watching(`
      const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'exit', 'uncaughtException', 'unhandledRejection'];
      const look = () => JSON.stringify([signals.map((name) => process.listenerCount(name)), process.exitCode, process.title, { ...process.env }, process.stdin.listenerCount('data')]);
      const before = look();
      for await (const event of watchImport(request)) if (look() !== before) throw new Error(event.type);
      if ((await getStatus(request)).outcome !== 'succeeded' || look() !== before) throw new Error('status');
    `);
    const run = await program(['--input-type=module', '--eval', script], {
      REQUEST: JSON.stringify(request),
    });
    expect(run).toMatchObject({ code: 0, stdout: '', stderr: '' });
  });

  it('loads nothing that only the command line needs', async () => {
    const { metafile } = await build({
      absWorkingDir: project,
      entryPoints: ['src/index.ts'],
      bundle: true,
      platform: 'node',
      write: false,
      metafile: true,
      logLevel: 'silent',
    });
    const found = new Set(
      Object.keys(metafile.inputs).map((file) => /node_modules\/([^/]+)/.exec(file)?.[1]),
    );
    expect(found).toContain('got');
    for (const name of ['commander', 'cosmiconfig', 'ora', 'cli-progress', 'chalk']) {
      expect(found).not.toContain(name);
    }
  });

  it('starts no command', async () => {
    const script = `const { library } = require('./dist/program.cjs');
      library();
      console.log(process.listenerCount('uncaughtException'), process.exitCode);`;
    const run = await program(['--eval', script, 'status']);
    expect(run).toEqual({ code: 0, stdout: '0 undefined\n', stderr: '' });
  });
});
