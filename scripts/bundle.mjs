// Builds a file as the program is built: node scripts/bundle.mjs <entry> <outfile>
import { build } from 'esbuild';
import { programBuild } from './program-build.mjs';

const [entry = '', outfile] = process.argv.slice(2);
await build({ ...programBuild, entryPoints: [entry], outfile });
