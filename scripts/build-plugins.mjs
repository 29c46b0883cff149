import { readFileSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Parts of got and proxy-agent that importwatch never reaches: caches, HTTP/2, uploads, PAC files.
 * A test holds that they are not; who reaches one is told which.
 */
export const leftOut = {
  'cacheable-lookup': ['default'],
  'cacheable-request': ['default', 'CacheError'],
  'form-data-encoder': ['FormDataEncoder', 'isFormData'],
  'http2-wrapper': ['default'],
  'pac-proxy-agent': ['PacProxyAgent'],
};

export const leaveOut = {
  name: 'leave out',
  setup(build) {
    const filter = new RegExp(`^(${Object.keys(leftOut).join('|')})$`);
    build.onResolve({ filter }, ({ path }) => ({ path, namespace: 'left-out' }));
    build.onLoad({ filter: /got.dist.source.core.diagnostics-channel\.js$/ }, ({ path }) => ({
      contents: [...readFileSync(path, 'utf8').matchAll(/export function (\w+)/g)]
        .map(([, name]) => `export function ${name}() {}`)
        .join('\n'),
    }));
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({
      contents: leftOut[path]
        .map((name) => {
          const declared = name === 'default' ? 'export default' : `export const ${name} =`;
          const body = name.startsWith('is')
            ? 'return false;'
            : `throw new Error('${path} is left out');`;
          return `${declared} function () { ${body} }`;
        })
        .join(';\n'),
    }));
  },
};

/** Modules of Node that cost time to load and that most commands never use. */
const slow = [
  'child_process',
  'crypto',
  'fs/promises',
  'https',
  'os',
  'perf_hooks',
  'readline',
  'tls',
  'zlib',
];

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
    build.onLoad({ filter: /.*/, namespace: 'lazy' }, ({ path }) => ({
      contents: `
        const load = () => require('node:${path}');
        for (const name of ${JSON.stringify(namesOf(path))})
          Object.defineProperty(exports, name, { enumerable: true, get: () => load()[name] });
        ${path === 'zlib' ? zstd : ''}`,
    }));
  },
};

/** got asks for zstd where Node knows it, which is not the Node that builds: a look at it loads nothing. */
const zstd = `
  if (process.versions.zstd !== undefined)
    exports.createZstdDecompress = (...args) => load().createZstdDecompress(...args);`;

function namesOf(module) {
  return Object.keys(require(`node:${module}`)).filter((name) => name !== 'createZstdDecompress');
}
