import { readFileSync } from 'node:fs';

/**
 * Parts of got, proxy-agent and cosmiconfig that importwatch never reaches: caches, HTTP/2, uploads,
 * PAC files, loaders in place of which it has its own. Who reaches one is told which.
 */
const leftOut = {
  'cacheable-lookup': ['default'],
  'cacheable-request': ['default', 'CacheError'],
  'env-paths': ['default'],
  'form-data-encoder': ['FormDataEncoder', 'isFormData'],
  'http2-wrapper': ['default'],
  'import-fresh': ['default'],
  'js-yaml': ['default'],
  'pac-proxy-agent': ['PacProxyAgent'],
  'parse-json': ['default'],
  typescript: ['default'],
};

/** Of these, all that is used. */
const onlyUsed = {
  'cli-progress/cli-progress': "exports.Format = { BarFormat: require('./lib/format-bar') };",
  'ora/index': "export { default as spinners } from 'cli-spinners';",
};

/** What takes long in a file, and what stands there instead. */
const rewritten = {
  // The words of got's complaints about wrong options.
  '@sindresorhus/is/distribution/index': [
    'new Intl.ListFormat(',
    '({ format: (words) => words.join() }) || (',
  ],
  'cosmiconfig/dist/util': ['fs_1.promises', "require('fs/promises')"],
};

/** Leaves out of the bundle what is listed above. */
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
    for (const [file, contents] of Object.entries(onlyUsed)) {
      build.onLoad({ filter: new RegExp(`${file}\\.js$`) }, () => ({ contents }));
    }
    for (const [file, [slowly, instead]] of Object.entries(rewritten)) {
      build.onLoad({ filter: new RegExp(`${file}\\.js$`) }, ({ path }) => {
        const text = readFileSync(path, 'utf8');
        if (!text.includes(slowly)) throw new Error(`${path} does not hold ${slowly}`);
        return { contents: text.replaceAll(slowly, instead) };
      });
    }
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
