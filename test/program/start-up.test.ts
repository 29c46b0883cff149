import { execFile } from 'node:child_process';
import {
  chmod,
  chown,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { transformSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serve } from '../../src/demo/serve.ts';

const bin = fileURLToPath(new URL('../../bin/importwatch.js', import.meta.url));
const execute = promisify(execFile);

let service: Served;
let home: string;
beforeAll(async () => {
  service = await serve(() => ({ body: { id: 1, status: 'IN_PROGRESS', type: 'products' } }));
  home = await mkdtemp(join(tmpdir(), 'importwatch-start-'));
});
afterAll(async () => {
  await service.close();
  await rm(home, { recursive: true, force: true });
});

const status = (env: Record<string, string> = {}) =>
  execute(
    process.execPath,
    [bin, 'status', '1', '--provider', 'elevate', '--base-url', service.url],
    { cwd: home, env: { HOME: home, IMPORTWATCH_API_KEY: 'example-key', ...env } },
  );

/**
 * What a command had loaded when it ended, having found its configuration: modules of Node, and
 * files of the program.
 */
async function loaded(): Promise<readonly string[]> {
  const folder = await mkdtemp(join(home, 'project-'));
  await writeFile(
    join(folder, '.importwatchrc'),
    `profiles: { shop: { provider: elevate, baseUrl: "${service.url}", apiKey: example-key } }`,
  );
  const list = join(home, 'loaded.json');
  const hook = join(home, 'hook.cjs');
  await writeFile(
    hook,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(list)}, JSON.stringify([...process.moduleLoadList, ...Object.keys(require.cache)])));`,
  );
  await execute(process.execPath, ['--require', hook, bin, 'status', 'shop:1'], {
    cwd: folder,
    env: { HOME: home },
  });
  return JSON.parse(await readFile(list, 'utf8')) as string[];
}

describe('a status over plain HTTP', () => {
  it.each([
    'https',
    'tls',
    'crypto',
    'zlib',
    'child_process',
    'readline',
    'http2',
    'dns',
    'os',
    'fs/promises',
    'internal/fs/promises',
    'timers/promises',
    'perf_hooks',
    'internal/readline/interface',
  ])('does not load %s', async (name) => {
    expect(await loaded()).not.toContain(`NativeModule ${name}`);
  });

  it('loads no library that is only for other commands', async () => {
    const all = await loaded();
    expect(all).toContain(bin);
    expect(all.filter((path) => path.includes('/dist/'))).toEqual([]);
  });
});

describe('the compiled code', () => {
  const folder = () => join(home, '.cache', 'importwatch');
  const file = async () => join(folder(), (await readdir(folder()))[0] ?? '');
  const works = async (env?: Record<string, string>) =>
    expect((await status(env)).stdout).toContain('running (IN_PROGRESS)');

  it('is stored where only its user can read and write it', async () => {
    await works();
    expect((await stat(folder())).mode & 0o777).toBe(0o700);
    expect((await stat(await file())).mode & 0o777).toBe(0o600);
    expect(await readdir(folder())).toHaveLength(1);
  });

  it.each([
    ['cut', (code: Buffer) => code.subarray(0, 100_001)],
    ['of another source', (code: Buffer) => code.fill(0xff, 400_000, 400_100)],
    ['spoiled', (code: Buffer) => code.fill(0xff, 1_400_000, 1_400_100)],
    ['without its second half', (code: Buffer) => code.subarray(0, 1_400_000)],
    ['empty', () => Buffer.alloc(0)],
    ['another file', () => Buffer.from('hello')],
  ])('does no harm if it is %s, and is created again', async (_name, spoil) => {
    await works();
    const good = await readFile(await file());
    await writeFile(await file(), spoil(Buffer.from(good)));
    await works();
    expect((await readFile(await file())).length).toBeGreaterThan(100_002);
  });

  it('is not used from a folder that others can write to', async () => {
    await works();
    const good = await readFile(await file());
    await chmod(folder(), 0o777);
    await writeFile(await file(), good.fill(0));
    await works();
    expect((await readFile(await file())).every((byte) => byte === 0)).toBe(true);
    await rm(folder(), { recursive: true });
  });

  it.each([
    ['a file that others may write to', (path: string) => chmod(path, 0o666)],
    ['a file that others may read', (path: string) => chmod(path, 0o604)],
    ['a link to another file', (path: string) => moveBehindLink(path)],
    ['a pipe', (path: string) => rm(path).then(() => execute('mkfifo', ['-m', '600', path]))],
  ])('is not taken from %s, but created again', async (_name, spoil) => {
    await works();
    await spoil(await file());
    await works();
    const kept = await lstat(await file());
    expect([kept.isFile(), kept.mode & 0o777]).toEqual([true, 0o600]);
    await rm(folder(), { recursive: true });
  });

  it.runIf(process.getuid?.() === 0)('is not taken from a file of another user', async () => {
    await works();
    await chown(await file(), 12345, 12345);
    await works();
    expect((await stat(await file())).uid).toBe(0);
  });

  it('is not stored by a command that stops at a usage error, because it runs little of the code', async () => {
    await rm(folder(), { recursive: true, force: true });
    await expect(status({ IMPORTWATCH_MAX_OUTAGE: 'soon' })).rejects.toMatchObject({ code: 2 });
    expect(await readdir(folder())).toEqual([]);
    await works();
    expect(await readdir(folder())).toHaveLength(1);
  });

  it('lets a command load a configuration file that is a module, in silence', async () => {
    const profile = { provider: 'elevate', baseUrl: service.url, apiKey: 'example-key' };
    const module = `export default ${JSON.stringify({ profiles: { shop: profile } })}`;
    await writeFile(join(home, 'config.mjs'), module);
    const args = [bin, 'status', 'shop:1', '--config', 'config.mjs'];
    await rm(folder(), { recursive: true, force: true });
    for (const stored of [0, 1]) {
      expect(await readdir(folder()).catch(() => [])).toHaveLength(stored);
      const shown = await execute(process.execPath, args, { cwd: home, env: { HOME: home } });
      expect(shown.stdout).toContain('running (IN_PROGRESS)');
      expect(shown.stderr).toBe('');
    }
  });

  it('is not used if it cannot be stored', async () => {
    await works({ HOME: '/dev/null' });
    await works({ HOME: '' });
    const blocked = join(home, 'blocked');
    await mkdir(blocked, { recursive: true });
    await writeFile(join(blocked, 'importwatch'), '');
    await works({ XDG_CACHE_HOME: blocked });
    await works({ XDG_CACHE_HOME: '/proc' });
  });

  it('leaves no file behind that could not be renamed', async () => {
    await works();
    const place = await file();
    await rm(place);
    await mkdir(place);
    await works();
    expect(await readdir(folder())).toHaveLength(1);
    await rm(folder(), { recursive: true });
  });
});

/** Puts a symbolic link in the place of a file, to that file. */
async function moveBehindLink(path: string): Promise<void> {
  const elsewhere = join(home, 'elsewhere');
  await rename(path, elsewhere);
  await symlink(elsewhere, path);
}

describe('the version of Node.js', () => {
  /** As if the program ran on that version. */
  const runOn = async (version: string, ...args: string[]) => {
    const hook = join(home, 'version.cjs');
    const versions = `{ ...process.versions, node: '${version}' }`;
    await writeFile(hook, `Object.defineProperty(process, 'versions', { value: ${versions} });`);
    return execute(process.execPath, ['--require', hook, bin, ...args]).catch((error) => error);
  };

  it.each(['0.10.48', '6.17.1', '12.22.12', '18.20.8', '20.11.1'])(
    '%s is too old: exit 70, with the required version',
    async (version) => {
      for (const args of [['wait', 'shop:1'], ['--version'], ['-v']]) {
        expect(await runOn(version, ...args)).toMatchObject({
          code: 70,
          stdout: '',
          stderr: `importwatch: Node.js ${version} is too old. Use 20.12 or later.\n`,
        });
      }
    },
  );

  it.each(['20.12.0', '20.20.2', '21.0.0', '22.3.0', '100.0.0'])(
    '%s is enough',
    async (version) => {
      expect(await runOn(version, '--version')).toMatchObject({ stderr: '' });
    },
  );

  it('is the one in package.json', async () => {
    const { engines } = JSON.parse(await readFile(join(dirname(bin), '../package.json'), 'utf8'));
    expect(engines).toEqual({ node: '>=20.12' });
  });

  it('is checked in a file that is ECMAScript 5 throughout', async () => {
    const code = await readFile(bin, 'utf8');
    const [old, modern] = ['es5', 'esnext'].map((target) => transformSync(code, { target }).code);
    expect(old).toBe(modern);
    expect(code).not.toContain('node:');
  });
});

describe('a program that is damaged', () => {
  it('exits with 70 if its second file is missing', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'importwatch-damaged-'));
    await cp(bin, join(copy, 'importwatch.cjs'));
    const wait = execute(process.execPath, [join(copy, 'importwatch.cjs'), 'wait']);
    await expect(wait).rejects.toMatchObject({
      code: 70,
      stderr: expect.stringMatching(/^importwatch: Can't start: /),
    });
    await rm(copy, { recursive: true });
  });

  it.each(['', 'syntax(', 'throw new Error("half a file")'])(
    'exits with 70, never the 1 of a failed import: %j',
    async (code) => {
      const copy = await mkdtemp(join(tmpdir(), 'importwatch-damaged-'));
      await cp(dirname(bin), join(copy, 'bin'), { recursive: true });
      await mkdir(join(copy, 'dist'));
      await writeFile(join(copy, 'dist', 'program.cjs'), code);
      for (const more of [[], ['-v']]) {
        const wait = execute(process.execPath, [
          join(copy, 'bin', 'importwatch.js'),
          'wait',
          ...more,
        ]);
        await expect(wait).rejects.toMatchObject({
          code: 70,
          stderr: expect.stringMatching(
            /^importwatch: Can't start: .+ Install importwatch again\.\n$/,
          ),
        });
      }
      await rm(copy, { recursive: true });
    },
  );
});
