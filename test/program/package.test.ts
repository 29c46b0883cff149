import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder } from '../helpers/program.ts';
import { simulated } from '../helpers/simulated.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const execute = promisify(execFile);
let folder = '';

describe('the package', () => {
  beforeAll(async () => {
    const packed = emptyFolder();
    folder = emptyFolder();
    await execute('npm', ['pack', '--ignore-scripts', '--pack-destination', packed], {
      cwd: project,
    });
    const [tarball = ''] = readdirSync(packed);
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
    await execute('npm', ['install', ...quiet, join(packed, tarball)], { cwd: folder });
  }, 120_000);

  const npx = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    execute('npx', ['--no-install', 'importwatch', ...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...env },
    });

  it('has what is needed and nothing else', () => {
    const installed = join(folder, 'node_modules', 'importwatch');
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
    const top = files.filter((file) => !file.includes(sep)).sort();
    expect(top).toEqual([
      '.importwatchrc.example',
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'bin',
      'dist',
      'docs',
      'examples',
      'man',
      'package.json',
      'schema',
    ]);
    expect(files.filter((file) => /(?<!\.d)\.ts$|test|\.tsbuildinfo$/.test(file))).toEqual([]);
    expect(files).toContain(join('dist', 'THIRD-PARTY-LICENSES.txt'));
  });

  it('has no declaration that the library does not need', () => {
    const types = join(folder, 'node_modules', 'importwatch', 'dist', 'types');
    const files = readdirSync(types, { recursive: true, encoding: 'utf8' });
    expect(files).toContain(join('library', 'watch-imports.d.ts'));
    expect(files).not.toContain(join('core', 'pacing', 'schedule.d.ts'));
  });

  it('is installed with its dependencies and runs', async () => {
    expect((await npx(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('polls a service', async () => {
    const service = await simulated('elevate', { steps: Number.POSITIVE_INFINITY });
    const args = ['status', '--color', 'always', ...service.flags, service.id ?? ''];
    const { stdout } = await npx(args, service.env);
    expect(stdout).toContain('running (IN_PROGRESS)');
  });

  it('can be imported by a program', async () => {
    const program = "import('importwatch').then(({ providers }) => console.log(typeof providers))";
    const { stdout } = await execute(process.execPath, ['-e', program], { cwd: folder });
    expect(stdout).toBe('object\n');
  });
});
