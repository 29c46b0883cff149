import { builtinModules, createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Modules of Node that take time to load and that most commands never use. */
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

/** Exports that need special treatment. */
const otherwise = {
  // got checks whether Node supports zstd. The Node that runs can differ from the Node that builds,
  // and the check must not load the module.
  zlib: {
    names: ['createZstdDecompress'],
    code: `
      if (process.versions.zstd !== undefined)
        exports.createZstdDecompress = (...args) => load().createZstdDecompress(...args);`,
  },
};

/** Loads each of these modules on the first use of one of its exports. */
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
