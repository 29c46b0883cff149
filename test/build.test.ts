import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const script = (name: string): Promise<unknown> => import(join(root, 'scripts', name));
const { alias, leftOutFiles, plugins } = (await script('left-out.mjs')) as {
  readonly alias: Record<string, string>;
  readonly leftOutFiles: Readonly<Record<string, string>>;
  readonly plugins: Plugin[];
};
const { nodeLicense } = (await script('node-license.mjs')) as {
  nodeLicense(node: string): string | undefined;
};
const leftOut = Object.keys(alias);
const stub = (await script('stub.mjs')) as Record<'default' | 'PacProxyAgent', () => void>;

/** The bundle of the program as esbuild puts it together, without writing it. */
const bundle = build({
  absWorkingDir: root,
  entryPoints: ['src/main.ts'],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  minifyWhitespace: true,
  legalComments: 'none',
  write: false,
  metafile: true,
  logLevel: 'silent',
  alias,
  plugins,
});

// esbuild escapes other characters in strings, but not in regular expressions.
it('the bundle is ASCII, because the program reads it as Latin-1', async () => {
  const [{ text = '' } = {}] = (await bundle).outputFiles;
  expect(text.match(/.{0,40}[^\0-\x7F].{0,40}/g) ?? []).toEqual([]);
});

describe('a part that the bundle leaves out', () => {
  const inputs = async () =>
    Object.keys((await bundle).metafile.inputs).filter((file) => file.includes('node_modules/'));
  const importersOf = async (path: string) => {
    const pattern = new RegExp(`(?:from|import\\(|require\\()\\s*['"]${path}['"]`);
    return (await inputs()).filter((file) => pattern.test(readFileSync(join(root, file), 'utf8')));
  };

  it.each(leftOut)('is still imported by a library: %s', async (name) => {
    expect(await importersOf(name)).not.toEqual([]);
  });

  it('is not in it', async () => {
    const files = await inputs();
    const inside = (name: string) => files.some((file) => file.includes(`node_modules/${name}/`));
    expect(leftOut.filter(inside)).toEqual([]);
  });

  it.each(Object.entries(leftOutFiles))('is the file %s of %s only', async (path, name) => {
    const importers = await importersOf(path);
    expect(importers).not.toEqual([]);
    expect(importers.filter((file) => !file.includes(`node_modules/${name}/`))).toEqual([]);
  });

  it('is one file of got, whose functions the stub all has', () => {
    const file = fileURLToPath(import.meta.resolve('got'));
    const folder = join(dirname(file), 'core');
    const name = readdirSync(folder).find((entry) => entry === 'diagnostics-channel.js') ?? '';
    const functions = readFileSync(join(folder, name), 'utf8').matchAll(/^export function (\w+)/gm);
    for (const [, exported = ''] of functions) expect(stub).toHaveProperty(exported);
  });

  it('is every spinner but the two that a terminal shows', async () => {
    const { outputFiles } = await build({
      absWorkingDir: root,
      stdin: { contents: "export { spinners } from 'ora'", resolveDir: root },
      bundle: true,
      platform: 'node',
      format: 'esm',
      minifyWhitespace: true,
      legalComments: 'none',
      write: false,
      plugins,
    });
    const code = Buffer.from(outputFiles[0]?.contents ?? '').toString('base64');
    const { spinners } = await import(`data:text/javascript;base64,${code}`);
    const { dots, line } = (await import('ora')).spinners;
    expect(spinners).toEqual({ dots, line });
  });

  it('throws an error if something reaches it', () => {
    expect(() => stub.default()).toThrow('left out of the build');
    expect(() => stub.PacProxyAgent()).toThrow('left out of the build');
  });
});

describe('the single file', () => {
  it.each([
    ['an archive of nodejs.org', 'bin/node', 'LICENSE'],
    ['an archive for Windows', 'node.exe', 'LICENSE'],
    ['a package of Debian', 'bin/node', 'share/doc/nodejs/LICENSE'],
    ['a package of Fedora', 'bin/node', 'share/licenses/nodejs/LICENSE'],
  ])('comes with the license of Node.js from %s', (_name, node, license) => {
    const folder = mkdtempSync(join(tmpdir(), 'importwatch-license-'));
    try {
      expect(nodeLicense(join(folder, node))).toBeUndefined();
      mkdirSync(dirname(join(folder, license)), { recursive: true });
      writeFileSync(join(folder, license), 'the license');
      expect(nodeLicense(join(folder, node))).toBe('the license');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('runs exactly the text that its compiled code belongs to', () => {
    const [compiled, run] = ['compile.cjs', 'main.cjs'].map((name) => {
      const text = readFileSync(join(root, 'scripts', 'sea', name), 'utf8');
      return /new vm\.Script\((`.*`)/.exec(text)?.[1];
    });
    expect(compiled).toBeDefined();
    expect(run).toBe(compiled);
  });
});
