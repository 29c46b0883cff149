import { builtinModules, createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Modules of Node that cost time to load and that most commands never use. */
const slow = [
  'child_process',
  'crypto',
  'fs/promises',
  'https',
  'os',
  'perf_hooks',
  'readline',
  'timers/promises',
  'tls',
  'zlib',
];

/** What of them is had in another way. */
const otherwise = {
  // got asks for zstd where Node knows it, which is not the Node that builds: a look loads nothing.
  zlib: {
    names: ['createZstdDecompress'],
    code: `
      if (process.versions.zstd !== undefined)
        exports.createZstdDecompress = (...args) => load().createZstdDecompress(...args);`,
  },
};

/** Loads each of these when something of it is first touched. */
export const lazyBuiltins = {
  name: 'lazy builtins',
  setup(build) {
    const filter = new RegExp(
      `^(node:)?(${slow.filter((name) => builtinModules.includes(name)).join('|')})$`,
    );
    build.onResolve({ filter }, ({ path, namespace }) =>
      namespace === 'lazy'
        ? { path, external: true }
        : { path: path.replace(/^node:/, ''), namespace: 'lazy' },
    );
    build.onLoad({ filter: /.*/, namespace: 'lazy' }, ({ path }) => {
      const { names = [], code = '' } = otherwise[path] ?? {};
      const late = Object.keys(require(`node:${path}`)).filter((name) => !names.includes(name));
      return {
        contents: `
          const load = () => require('node:${path}');
          for (const name of ${JSON.stringify(late)})
            Object.defineProperty(exports, name, { enumerable: true, get: () => load()[name] });
          ${code}`,
      };
    });
  },
};
