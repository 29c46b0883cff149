// Builds dist/: the program as files of which a command loads only what it needs, and the library.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { programBuild } from './program-build.mjs';
import { thirdPartyLicenses } from './third-party.mjs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const common = {
  outdir: 'dist',
  sourcemap: 'linked',
  sourcesContent: false,
};
const versioned = { __VERSION__: JSON.stringify(version) };

rmSync('dist', { recursive: true, force: true });
const [{ metafile }] = await Promise.all([
  build({
    ...programBuild,
    ...common,
    outExtension: { '.js': '.cjs' },
    metafile: true,
    entryPoints: { program: 'src/main.ts' },
    define: { ...programBuild.define, ...versioned },
  }),
  build({
    ...common,
    entryPoints: { index: 'src/index.ts' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'warning',
    define: versioned,
    splitting: true,
    packages: 'external',
  }),
]);
writeFileSync('dist/THIRD-PARTY-LICENSES.txt', thirdPartyLicenses(metafile.inputs));
// What the launcher prints without the program.
for (const name of ['help', 'version']) {
  const text = execFileSync(process.execPath, ['bin/importwatch.js', `--${name}`]);
  writeFileSync(`dist/${name}.txt`, text);
}
