import { fileURLToPath } from 'node:url';

const stub = fileURLToPath(new URL('stub.mjs', import.meta.url));

/**
 * Packages that got, proxy-agent and cosmiconfig bring and importwatch never reaches: caches, HTTP/2,
 * uploads, PAC files, and loaders that importwatch replaces by its own. In the bundle each of them is
 * `stub.mjs`, which throws if something reaches it.
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

/** As esbuild takes it. */
export const alias = Object.fromEntries(leftOut.map((name) => [name, stub]));

/** One file of got is left out too: it would make an id for each request, and load crypto for that. */
export const leftOutFile = {
  name: 'left out file',
  setup(build) {
    build.onResolve({ filter: /^\.\/diagnostics-channel\.js$/ }, () => ({ path: stub }));
  },
};
