// Builds dist/: one file that is both the program and the library. A command loads only the parts
// that it needs.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { build } from 'esbuild';
import { programBuild } from './program-build.mjs';
import { thirdPartyLicenses } from './third-party.mjs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const contents = `
  exports.main = (importUrl) => require('./src/main.ts').main(importUrl);
  exports.library = () => require('./src/index.ts');`;

rmSync('dist', { recursive: true, force: true });
const { metafile } = await build({
  ...programBuild,
  stdin: { contents, resolveDir: '.' },
  outfile: 'dist/program.cjs',
  sourcemap: 'linked',
  sourcesContent: false,
  metafile: true,
  define: { ...programBuild.define, __VERSION__: JSON.stringify(version) },
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
