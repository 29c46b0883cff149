import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src/', import.meta.url));

/** Which rooms a room may import from, besides itself. `main` is the composition root. */
const mayImport: Record<string, readonly string[]> = {
  core: [],
  config: ['core'],
  providers: ['core'],
  render: ['core'],
  adapters: ['core', 'render'],
  demo: ['core'],
  cli: ['core', 'config', 'providers', 'render', 'demo'],
  main: ['core', 'config', 'providers', 'cli', 'adapters'],
  library: ['core', 'config', 'providers', 'adapters'],
  index: ['core', 'providers', 'library'],
};

/** What each room may import from outside `src`; a room not listed may import nothing. */
const worldly = new Set(['adapters', 'demo', 'library', 'main']);

const roomOf = (file: string) => file.replace(/\.ts$/, '').split(/[\\/]/)[0] ?? '';

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);

const imports = files.flatMap((file) => {
  const text = readFileSync(join(src, file), 'utf8');
  const found = text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"`]([^'"`]+)['"`]/g);
  return [...found].map(([, specifier = '']) => ({ file, specifier }));
});

const local = imports
  .filter(({ specifier }) => specifier.startsWith('.'))
  .map(({ file, specifier }) => ({
    file,
    from: roomOf(file),
    to: roomOf(relative(src, join(src, dirname(file), specifier))),
  }));

describe('the rooms', () => {
  it('are all known', () => {
    expect(new Set(files.map(roomOf))).toEqual(new Set(Object.keys(mayImport)));
  });

  it('import only from the rooms they may', () => {
    const trespasses = local.filter(
      ({ from, to }) => from !== to && !(mayImport[from] ?? []).includes(to),
    );
    expect(trespasses).toEqual([]);
  });

  it('that touch no world import nothing of Node that does', () => {
    const touching = /^node:(fs|http|https|net|tls|child_process|process|os|timers|dns|readline)/;
    const trespasses = imports.filter(
      ({ file, specifier }) => !worldly.has(roomOf(file)) && touching.test(specifier),
    );
    expect(trespasses.filter(({ file }) => roomOf(file) !== 'config')).toEqual([]);
  });

  it('of the providers do not know each other, but that presets are written for http', () => {
    const vendor = (path: string) => path.replace(/\.ts$/, '').split(/[\\/]/)[1] ?? '';
    const isPreset = (file: string) => vendor(file) === 'presets';
    const across = imports.filter(({ file, specifier }) => {
      if (roomOf(file) !== 'providers' || !specifier.startsWith('.') || vendor(file) === 'index') {
        return false;
      }
      const target = relative(src, join(src, dirname(file), specifier));
      if (isPreset(file) && vendor(target) === 'http') return false;
      return roomOf(target) === 'providers' && vendor(target) !== vendor(file);
    });
    expect(across).toEqual([]);
  });
});
