import { fileURLToPath } from 'node:url';

const stub = fileURLToPath(new URL('stub.mjs', import.meta.url));

/**
 * Packages that got, proxy-agent and cosmiconfig depend on and importwatch never uses: caches,
 * HTTP/2, uploads, PAC files, and loaders for which importwatch has its own. The bundle replaces
 * each of them with `stub.mjs`, which throws when called.
 */
export const leftOut = [
  'cacheable-lookup',
  'cacheable-request',
  'env-paths',
  'form-data-encoder',
  'http2-wrapper',
  'import-fresh',
  'js-yaml',
  'pac-proxy-agent',
  'parse-json',
  'typescript',
];

/** In esbuild's format. */
export const alias = Object.fromEntries(leftOut.map((name) => [name, stub]));

/**
 * A file of got that is left out as well. It creates an id for each request, and loads crypto for
 * that.
 */
export const leftOutFile = {
  name: 'left out file',
  setup(build) {
    build.onResolve({ filter: /^\.\/diagnostics-channel\.js$/ }, () => ({ path: stub }));
  },
};
