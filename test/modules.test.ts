import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src/', import.meta.url));

/** From which layers a layer may import, besides itself. `main` is the composition root. */
const layers: Readonly<Record<string, readonly string[]>> = {
  core: [],
  history: ['core'],
  recording: ['core'],
  config: ['core'],
  providers: ['core'],
  render: ['core', 'history'],
  demo: ['core', 'recording'],
  adapters: ['core', 'render'],
  cli: ['core', 'history', 'recording', 'config', 'providers', 'render', 'demo'],
  library: ['core', 'config', 'providers', 'adapters'],
  main: ['core', 'cli', 'adapters'],
  index: ['core', 'providers', 'library'],
};

/** From which modules of its own layer a module may import, besides itself. */
const modules: Readonly<Record<string, readonly string[]>> = {
  'core/ports': [],
  'core/text': [],
  'core/model': ['core/ports', 'core/text'],
  'core/records': ['core/ports', 'core/text'],
  'core/pacing': ['core/ports', 'core/text', 'core/model'],
  'core/provider': ['core/ports', 'core/text', 'core/model', 'core/pacing'],
  'core/http': ['core/ports', 'core/text', 'core/model', 'core/pacing', 'core/provider'],
  'core/watch': ['core/ports', 'core/text', 'core/model', 'core/pacing'],
  'config/file': [],
  'config/schema': ['config/file'],
  'config/secrets': ['config/file', 'config/schema'],
  'config/profile': ['config/file', 'config/schema', 'config/secrets'],
  'config/edit': ['config/file'],
  'render/text': [],
  'render/theme': ['render/text'],
  'render/state': ['render/text'],
  'render/live': ['render/text', 'render/theme', 'render/state'],
  'render/log': ['render/text', 'render/theme', 'render/state'],
  'render/result': ['render/text', 'render/theme', 'render/state'],
  'render/json': ['render/text'],
  'render/ci': ['render/text', 'render/theme', 'render/state'],
};

/** Layers that may use the parts of Node.js that touch the world. */
const worldly = new Set(['adapters', 'demo', 'library', 'main']);
/** Only looks for its files itself. */
const finding = 'config';

const mostFiles = 12;
/** One file each, as many as there are services. */
const uncounted = ['providers/presets'];

const mostLines = 200;
/** Files that are longer, each with its reason. */
const long: Readonly<Record<string, string>> = {
  'demo/simulators/rocketchat.ts': 'one server, whose calls share its imports',
};

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replaceAll('\\', '/'))
  .sort();
const textOf = (file: string) => readFileSync(join(src, file), 'utf8');

const imports = files.flatMap((file) => {
  const found = textOf(file).matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"`]([^'"`]+)['"`]/g);
  return [...found].map(([, specifier = '']) => ({ file, specifier }));
});

const local = imports
  .filter(({ specifier }) => specifier.startsWith('.'))
  .map(({ file, specifier }) => ({
    from: file,
    to: relative(src, join(src, dirname(file), specifier)).replaceAll('\\', '/'),
  }));

const layerOf = (file: string) => file.replace(/\.ts$/, '').split('/')[0] ?? '';
const moduleOf = (file: string) => file.split('/').slice(0, 2).join('/');

describe('the layers', () => {
  it('are all known', () => {
    expect(new Set(files.map(layerOf))).toEqual(new Set(Object.keys(layers)));
  });

  it('import only from the layers they are allowed to', () => {
    const trespasses = local.filter(({ from, to }) => {
      const [importer, imported] = [layerOf(from), layerOf(to)];
      return importer !== imported && !(layers[importer] ?? []).includes(imported);
    });
    expect(trespasses).toEqual([]);
  });

  it('that touch no world import nothing of Node.js that does', () => {
    const touching = /^node:(fs|http|https|net|tls|child_process|process|os|timers|dns|readline)/;
    const trespasses = imports.filter(
      ({ file, specifier }) => !worldly.has(layerOf(file)) && touching.test(specifier),
    );
    expect(trespasses.filter(({ file }) => layerOf(file) !== finding)).toEqual([]);
  });
});

describe('the modules of a layer', () => {
  it('are all known', () => {
    const layered = new Set(Object.keys(modules).map(layerOf));
    const found = files.filter((file) => layered.has(layerOf(file))).map(moduleOf);
    expect(new Set(found)).toEqual(new Set(Object.keys(modules)));
  });

  it('import only from the modules they are allowed to', () => {
    const trespasses = local.filter(({ from, to }) => {
      const [importer, imported] = [moduleOf(from), moduleOf(to)];
      const known = modules[importer];
      return importer !== imported && imported in modules && known && !known.includes(imported)
        ? layerOf(from) === layerOf(to)
        : false;
    });
    expect(trespasses).toEqual([]);
  });

  it('of the providers do not import each other, except that presets import http', () => {
    const vendorOf = (file: string) => file.replace(/\.ts$/, '').split('/')[1] ?? '';
    const across = local.filter(({ from, to }) => {
      if (layerOf(from) !== 'providers' || layerOf(to) !== 'providers') return false;
      if (vendorOf(from) === 'index') return false;
      if (vendorOf(from) === 'presets' && vendorOf(to) === 'http') return false;
      return vendorOf(from) !== vendorOf(to);
    });
    expect(across).toEqual([]);
  });
});

describe('the files', () => {
  it(`are at most ${mostFiles} in a folder`, () => {
    const counts = new Map<string, number>();
    for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    const crowded = [...counts].filter(
      ([folder, count]) => count > mostFiles && !uncounted.includes(folder),
    );
    expect(crowded).toEqual([]);
  });

  it('import each other in no circle, not even for types', () => {
    const importsOf = new Map(files.map((file) => [file, new Set<string>()]));
    for (const { from, to } of local) importsOf.get(from)?.add(to);
    // Whoever imports nothing that is left is in no circle.
    for (let before = -1; before !== importsOf.size; ) {
      before = importsOf.size;
      for (const [file, imported] of importsOf) {
        if (![...imported].some((other) => importsOf.has(other))) importsOf.delete(file);
      }
    }
    const leading = new Set([...importsOf.values()].flatMap((imported) => [...imported]));
    expect([...importsOf.keys()].filter((file) => leading.has(file))).toEqual([]);
  });

  it('export no name twice', () => {
    const exported =
      /^export (?:declare |abstract |async )*(?:const|let|function\*?|class|interface|type|enum)\s+(\w+)/gm;
    const places = new Map<string, Set<string>>();
    for (const file of files) {
      for (const [, name = ''] of textOf(file).matchAll(exported)) {
        places.set(name, (places.get(name) ?? new Set()).add(file));
      }
    }
    const twice = [...places].filter(([, found]) => found.size > 1);
    expect(twice.map(([name, found]) => `${name}: ${[...found].join(', ')}`)).toEqual([]);
  });

  it(`have at most ${mostLines} lines, or a reason for more`, () => {
    const longer = files.filter((file) => textOf(file).split('\n').length - 1 > mostLines);
    expect(longer).toEqual(Object.keys(long).sort());
  });
});
