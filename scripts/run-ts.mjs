// Runs a TypeScript program of the repository: node scripts/run-ts.mjs <file> [argument …]
import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [file = '', ...args] = process.argv.slice(2);
const folder = mkdtempSync(join(resolve('node_modules'), '.run-ts-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const outfile = join(folder, 'program.mjs');
await build({
  entryPoints: [file],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
});
process.argv = [process.argv[0], file, ...args];
await import(pathToFileURL(outfile).href);
