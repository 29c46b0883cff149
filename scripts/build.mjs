// Builds dist/: one file that is both the program and the library. A command loads only the parts
// that it needs.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { build } from 'esbuild';
import { lazyBuiltins } from './lazy-builtins.mjs';
import { alias, leftOutFile } from './left-out.mjs';
import { thirdPartyLicenses } from './third-party.mjs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const contents = `
  exports.main = () => require('./src/main.ts').main();
  exports.library = () => require('./src/index.ts');`;

rmSync('dist', { recursive: true, force: true });
const { metafile } = await build({
  stdin: { contents, resolveDir: '.' },
  outfile: 'dist/program.cjs',
  bundle: true,
  platform: 'node',
  target: 'node20',
  // CommonJS, so that the launcher can pass it to V8 together with the cached code.
  format: 'cjs',
  minify: true,
  legalComments: 'none',
  sourcemap: 'linked',
  sourcesContent: false,
  metafile: true,
  logLevel: 'warning',
  alias,
  inject: ['scripts/late-list-format.mjs'],
  define: { __VERSION__: JSON.stringify(version), 'Intl.ListFormat': 'LateListFormat' },
  plugins: [leftOutFile, lazyBuiltins],
});
writeFileSync('dist/THIRD-PARTY-LICENSES.txt', thirdPartyLicenses(metafile.inputs));

const { library } = createRequire(import.meta.url)('../dist/program.cjs');
writeFileSync(
  'dist/index.js',
  `import program from './program.cjs';

export const { ${Object.keys(library()).sort().join(', ')} } = program.library();
`,
);
// The launcher prints these without loading the program.
for (const name of ['help', 'version']) {
  const text = execFileSync(process.execPath, ['bin/importwatch.js', `--${name}`]);
  writeFileSync(`dist/${name}.txt`, text);
}
