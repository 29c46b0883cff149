import { lazyBuiltins } from './lazy-builtins.mjs';
import { alias, plugins } from './left-out.mjs';

/** How esbuild makes one file of the program. */
export const programBuild = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  // CommonJS: the launcher passes it to V8 together with the code that V8 compiled before.
  format: 'cjs',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  alias,
  inject: ['scripts/late-list-format.mjs'],
  define: { 'Intl.ListFormat': 'LateListFormat' },
  plugins: [...plugins, lazyBuiltins],
};
