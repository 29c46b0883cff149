import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The fields that the published package needs. The rest of the manifest is for building it. */
const published = [
  'name',
  'version',
  'description',
  'keywords',
  'homepage',
  'bugs',
  'repository',
  'license',
  'author',
  'type',
  'engines',
  'bin',
  'man',
  'exports',
];

const files = [
  '.importwatchrc.example',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'bin',
  'dist',
  'man',
  'schema',
];

/**
 * Fills a folder with the contents of the package: the build, and a manifest without dependencies.
 */
export function stage(folder) {
  mkdirSync(folder, { recursive: true });
  const filter = (path) => !path.endsWith('.map');
  for (const file of files) cpSync(file, join(folder, file), { recursive: true, filter });
  const program = join(folder, 'dist', 'program.cjs');
  rewrite(program, (code) => code.replace(/\/\/# sourceMappingURL=.*\n$/, ''));
  for (const name of readdirSync(join(folder, 'schema'))) {
    rewrite(join(folder, 'schema', name), (text) => JSON.stringify(JSON.parse(text)));
  }
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  const kept = Object.fromEntries(
    published.filter((key) => key in manifest).map((key) => [key, manifest[key]]),
  );
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(kept, null, 2)}\n`);
}

function rewrite(path, change) {
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}
