import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { deadLinks } from '../helpers/dead-links.ts';
import { emptyFolder } from '../helpers/program.ts';
import { simulated } from '../helpers/simulated.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const execute = promisify(execFile);
const path = process.env['PATH'] ?? '';

let tarball = '';
let folder = '';

/** npm where it can reach no registry and has no cache: only the tarball is there. */
const npm = (...args: readonly string[]) =>
  execute('npm', [...args, '--offline', '--no-audit', '--no-fund'], {
    cwd: folder,
    env: { PATH: path, HOME: folder, npm_config_cache: join(folder, '.npm') },
  });

const installed = () => join(folder, 'node_modules', 'importwatch');

const read = (...parts: readonly string[]) => readFileSync(join(installed(), ...parts), 'utf8');

const filesIn = (part: string) =>
  readdirSync(join(installed(), part), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(installed(), join(entry.parentPath, entry.name)));

describe('the package', () => {
  beforeAll(async () => {
    const packed = emptyFolder();
    folder = emptyFolder();
    await execute(process.execPath, ['scripts/pack.mjs', packed], { cwd: project });
    tarball = join(packed, readdirSync(packed)[0] ?? '');
    await npm('install', tarball);
  }, 120_000);

  const npx = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    execute('npx', ['--no-install', 'importwatch', ...args], {
      cwd: folder,
      env: { PATH: path, HOME: folder, ...env },
    });

  it('is the only one that is installed', () => {
    const installed = readdirSync(join(folder, 'node_modules'));
    expect(installed.filter((name) => !name.startsWith('.'))).toEqual(['importwatch']);
  });

  it('has what is needed and nothing else', () => {
    const files = readdirSync(installed(), { recursive: true, encoding: 'utf8' });
    const top = files.filter((file) => !file.includes(sep)).sort();
    expect(top).toEqual([
      '.importwatchrc.example',
      'CHANGELOG.md',
      'Dockerfile',
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
    expect(files.filter((file) => /(?<!\.d)\.ts$|test|\.tsbuildinfo$|\.map$/.test(file))).toEqual(
      [],
    );
    expect(files).toContain(join('dist', 'THIRD-PARTY-LICENSES.txt'));
  });

  it('has the pages for users, and none for people who change importwatch', () => {
    expect(filesIn('docs')).toEqual(
      expect.arrayContaining(
        ['README', 'errors', 'any-api', 'how-to/install', 'reference/json', 'presets'].map((page) =>
          join('docs', `${page}.md`),
        ),
      ),
    );
    const inside = /architecture|adding-a-provider|contributing|dependencies|images|performance/;
    expect(filesIn('docs').filter((file) => inside.test(file))).toEqual([]);
  });

  it('has no page with a link that leads nowhere', () => {
    const pages = filesIn('.').filter((file) => file.endsWith('.md'));
    expect(pages).toContain('README.md');
    const dead = pages.map((page) => [page, deadLinks(installed(), page)] as const);
    expect(dead.filter(([, links]) => links.length > 0)).toEqual([]);
  });

  it('has every page and example that its program, manual or examples name', () => {
    const texts = ['bin', 'dist', 'man', 'examples', 'docs'].flatMap((part) => filesIn(part));
    const named = [...texts, 'Dockerfile', '.importwatchrc.example', 'README.md'].flatMap((file) =>
      [...read(file).matchAll(/(?<![\w./-])(?:docs|examples)\/[\w/.-]+\.\w+/g)].map(String),
    );
    expect(named).toEqual(expect.arrayContaining(['docs/README.md', 'docs/errors.md']));
    const missing = named.filter((name) => !existsSync(join(installed(), name)));
    expect([...new Set(missing)]).toEqual([]);
  });

  it('has a manifest that needs no package and runs no script', () => {
    const manifest = JSON.parse(read('package.json'));
    const unwanted = /dependencies|scripts|private|files/i;
    expect(Object.keys(manifest).filter((key) => unwanted.test(key))).toEqual([]);
    expect(manifest).toMatchObject({ name: 'importwatch', engines: { node: '>=20.12' } });
  });

  it('names the license of each package whose code it holds', () => {
    const licenses = read('dist', 'THIRD-PARTY-LICENSES.txt');
    const { dependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
    for (const name of Object.keys(dependencies)) {
      expect(licenses).toMatch(new RegExp(`^${name} [\\d.]+ \\(`, 'm'));
    }
    expect(licenses.match(/^Permission is hereby granted/gm)?.length).toBeLessThan(10);
    expect(licenses).toContain('Copyright (c) 2013 Nathan Rajlich');
  });

  it('has no declaration that the library does not need', () => {
    const types = join('dist', 'types');
    expect(filesIn(types)).toContain(join(types, 'library', 'watch-imports.d.ts'));
    expect(filesIn(types)).not.toContain(join(types, 'core', 'pacing', 'schedule.d.ts'));
  });

  it('runs by npx', async () => {
    expect((await npx(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('polls a service', async () => {
    const service = await simulated('elevate', { steps: Number.POSITIVE_INFINITY });
    const args = ['status', '--color', 'always', ...service.flags, service.id ?? ''];
    const { stdout } = await npx(args, service.env);
    expect(stdout).toContain('running (IN_PROGRESS)');
  });

  it('brings the program and its manual page to a whole machine', async () => {
    const prefix = join(folder, 'prefix');
    await npm('install', '--global', '--prefix', prefix, tarball);
    const page = readFileSync(join(prefix, 'share', 'man', 'man1', 'importwatch.1'), 'utf8');
    expect(page).toMatch(/^\.TH IMPORTWATCH 1/im);
    const program = join(prefix, 'bin', 'importwatch');
    expect((await execute(program, ['completion', 'bash'], { cwd: folder })).stdout).toContain(
      'complete',
    );
  });

  it('is unpacked by the Dockerfile, and runs there', async () => {
    const dockerfile = readFileSync(join(project, 'Dockerfile'), 'utf8');
    const [, script = ''] = /^RUN (.*?[^\\])$/ms.exec(dockerfile) ?? [];
    const [, workdir = ''] = /^WORKDIR \/image(.*)$/m.exec(dockerfile) ?? [];
    const image = join(folder, 'image');
    const here = script
      .replaceAll(' /image', ` ${image}`)
      .replace(' /importwatch.tgz', ` ${tarball}`);
    mkdirSync(join(image, workdir), { recursive: true });
    await execute('/bin/sh', ['-c', here], { cwd: join(image, workdir) });
    const [, entrypoint = ''] = /^ENTRYPOINT (.*)$/m.exec(dockerfile) ?? [];
    const [, program = ''] = JSON.parse(entrypoint);
    const { stdout } = await execute(process.execPath, [join(image, program), '--version']);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(readlinkSync(join(image, 'usr', 'local', 'bin', 'importwatch'))).toBe(program);
  });

  it('lets a program in TypeScript use the library', async () => {
    const service = await simulated('elevate', { steps: 3 });
    const request = { provider: 'elevate', id: service.id, interval: 20 };
    writeFileSync(
      join(folder, 'program.ts'),
      `import { type ImportRequest, type Outcome, watchImport } from 'importwatch';
       const settings = JSON.parse(process.env['SETTINGS'] ?? '');
       // @ts-expect-error: the token is missing.
       const preset: ImportRequest<'auth0'>['settings'] = { domain: 'example.eu.auth0.com' };
       const complete: ImportRequest<'auth0'>['settings'] = { ...preset, accessToken: '' };
       // @ts-expect-error: neither of its choices.
       const choice: Pick<ImportRequest<'algolia-ingestion'>['settings'], 'region'> = { region: 'x' };
       void [complete, choice];
       const request: ImportRequest<'elevate'> = { ...${JSON.stringify(request)}, settings } as const;
       let outcome: Outcome | null = null;
       for await (const event of watchImport(request)) {
         if (event.type === 'result') outcome = event.outcome;
       }
       console.log(outcome);`,
    );
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    mkdirSync(join(folder, 'node_modules', '@types'), { recursive: true });
    const types = join('node_modules', '@types', 'node');
    symlinkSync(join(project, types), join(folder, types));
    const tsc = join(project, 'node_modules', '.bin', 'tsc');
    const how = [
      '--strict',
      '--skipLibCheck',
      'false',
      '--target',
      'es2022',
      '--module',
      'nodenext',
      '--types',
      'node',
    ];
    await execute(tsc, [...how, 'program.ts'], { cwd: folder });
    const env = { SETTINGS: JSON.stringify(service.settings) };
    const { stdout } = await execute(process.execPath, ['program.js'], { cwd: folder, env });
    expect(stdout).toBe('succeeded\n');
  });
});
