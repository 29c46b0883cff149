import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const script = (name: string): Promise<unknown> => import(join(root, 'scripts', name));
const { alias, leftOut, leftOutFile } = (await script('left-out.mjs')) as {
  readonly alias: Record<string, string>;
  readonly leftOut: readonly string[];
  readonly leftOutFile: Plugin;
};
const stub = (await script('stub.mjs')) as Record<'default' | 'PacProxyAgent', () => void>;

/** The bundle of the program as esbuild puts it together, without writing it. */
const bundle = build({
  absWorkingDir: root,
  entryPoints: ['src/main.ts'],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  write: false,
  metafile: true,
  logLevel: 'silent',
  alias,
  plugins: [leftOutFile],
});

describe('a part that the bundle leaves out', () => {
  it.each(leftOut)('is still imported by a library: %s', async (name) => {
    const { metafile } = await bundle;
    const inputs = Object.keys(metafile.inputs).filter((file) => file.includes('node_modules/'));
    const importers = inputs.filter((file) =>
      new RegExp(`(?:from|import\\(|require\\()\\s*['"]${name}['"]`).test(
        readFileSync(join(root, file), 'utf8'),
      ),
    );
    expect(importers).not.toEqual([]);
  });

  it('is not in it', async () => {
    const { metafile } = await bundle;
    const inside = leftOut.filter((name) =>
      Object.keys(metafile.inputs).some((file) => file.includes(`node_modules/${name}/`)),
    );
    expect(inside).toEqual([]);
  });

  it('is one file of got, whose functions the stub all has', () => {
    const file = fileURLToPath(import.meta.resolve('got'));
    const folder = join(dirname(file), 'core');
    const name = readdirSync(folder).find((entry) => entry === 'diagnostics-channel.js') ?? '';
    const functions = readFileSync(join(folder, name), 'utf8').matchAll(/^export function (\w+)/gm);
    for (const [, exported = ''] of functions) expect(stub).toHaveProperty(exported);
  });

  it('throws an error if something reaches it', () => {
    expect(() => stub.default()).toThrow('left out of the build');
    expect(() => stub.PacProxyAgent()).toThrow('left out of the build');
  });
});

describe('the single file', () => {
  it('runs exactly the text that its compiled code belongs to', () => {
    const [compiled, run] = ['compile.cjs', 'main.cjs'].map((name) => {
      const text = readFileSync(join(root, 'scripts', 'sea', name), 'utf8');
      return /new vm\.Script\((`.*`)/.exec(text)?.[1];
    });
    expect(compiled).toBeDefined();
    expect(run).toBe(compiled);
  });
});
