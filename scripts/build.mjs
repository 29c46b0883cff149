// Builds dist/: the program as one file that loads only what a command needs, and the library.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { lazyBuiltins, leaveOut } from './build-plugins.mjs';
import { thirdPartyLicenses } from './third-party.mjs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'warning',
};

rmSync('dist', { recursive: true, force: true });
const [program] = await Promise.all([
  // CommonJS: the launcher gives it to V8 together with the code that V8 made of it before.
  build({
    ...common,
    entryPoints: { program: 'src/main.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    minify: true,
    legalComments: 'none',
    metafile: true,
    // An optional peer of cosmiconfig, for configurations in TypeScript that are never loaded.
    external: ['typescript'],
    define: { __VERSION__: JSON.stringify(version) },
    plugins: [leaveOut, lazyBuiltins],
  }),
  build({
    ...common,
    entryPoints: { index: 'src/index.ts' },
    outdir: 'dist',
    format: 'esm',
    splitting: true,
    packages: 'external',
    define: { __VERSION__: JSON.stringify(version) },
  }),
]);
writeFileSync('dist/THIRD-PARTY-LICENSES.txt', thirdPartyLicenses(program.metafile));
