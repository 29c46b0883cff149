// Builds dist/: the program, split into files so that a command loads only what it needs, and the
// library.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { lazyBuiltins } from './lazy-builtins.mjs';
import { alias, leftOutFile } from './left-out.mjs';
import { thirdPartyLicenses } from './third-party.mjs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  outdir: 'dist',
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'warning',
  define: { __VERSION__: JSON.stringify(version) },
};
// CommonJS, so that the launcher can pass it to V8 together with the cached code.
const program = {
  ...common,
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  minify: true,
  legalComments: 'none',
  metafile: true,
};

rmSync('dist', { recursive: true, force: true });
const [{ metafile }] = await Promise.all([
  build({
    ...program,
    entryPoints: { program: 'src/main.ts' },
    alias,
    inject: ['scripts/late-list-format.mjs'],
    define: { ...common.define, 'Intl.ListFormat': 'LateListFormat' },
    plugins: [leftOutFile, lazyBuiltins],
  }),
  build({
    ...common,
    entryPoints: { index: 'src/index.ts' },
    format: 'esm',
    splitting: true,
    packages: 'external',
  }),
]);
writeFileSync('dist/THIRD-PARTY-LICENSES.txt', thirdPartyLicenses(metafile.inputs));
// The launcher prints these without loading the program.
for (const name of ['help', 'version']) {
  const text = execFileSync(process.execPath, ['bin/importwatch.js', `--${name}`]);
  writeFileSync(`dist/${name}.txt`, text);
}
