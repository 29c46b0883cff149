import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const fileHere = (name) => fileURLToPath(new URL(name, import.meta.url));
const stub = fileHere('stub.mjs');

/**
 * Packages that got, proxy-agent and cosmiconfig depend on and importwatch never uses: caches,
 * HTTP/2, uploads, PAC files, and loaders for which importwatch has its own. The bundle replaces
 * each of them with `stub.mjs`, which throws when called.
 */
const unused = [
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

/** What replaces each package that is left out, in esbuild's format. */
export const alias = {
  ...Object.fromEntries(unused.map((name) => [name, stub])),
  debug: fileHere('no-log.mjs'),
};

/**
 * Files that are left out as well, as their package imports them. That of got creates an id for
 * each request, and loads crypto for that. Those of cli-progress write to the terminal: importwatch
 * only uses the text of its bar.
 */
export const leftOutFiles = {
  './diagnostics-channel.js': 'got',
  './lib/formatter': 'cli-progress',
  './lib/multi-bar': 'cli-progress',
  './lib/single-bar': 'cli-progress',
};

const files = {
  name: 'left out files',
  setup(build) {
    build.onResolve({ filter: /^\.\// }, ({ path }) =>
      path in leftOutFiles ? { path: stub } : undefined,
    );
  },
};

/** The spinners that a terminal shows, with and without Unicode. ora brings some 80 more. */
const spinners = ['dots', 'line'];

const mostSpinners = {
  name: 'left out spinners',
  setup(build) {
    build.onLoad({ filter: /[\\/]cli-spinners[\\/]spinners\.json$/ }, ({ path }) => {
      const all = JSON.parse(readFileSync(path, 'utf8'));
      const shown = Object.fromEntries(spinners.map((name) => [name, all[name]]));
      return { contents: JSON.stringify(shown), loader: 'json' };
    });
  },
};

export const plugins = [files, mostSpinners];
