import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withoutDeadLinks } from './without-dead-links.mjs';

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

/** npm packs these without being told. */
const always = ['LICENSE', 'README.md'];

/**
 * Fills a folder with the contents of the package: the build, the documentation for users, and a
 * manifest without dependencies.
 */
export function stage(folder) {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  const isLeftOut = (file) => file.startsWith('!');
  const leftOut = manifest.files.filter(isLeftOut).map((file) => join(file.slice(1)));
  const files = [...always, ...manifest.files.filter((file) => !isLeftOut(file))];
  mkdirSync(folder, { recursive: true });
  const filter = (path) => !leftOut.includes(path);
  for (const file of files) cpSync(file, join(folder, file), { recursive: true, filter });
  const program = join(folder, 'dist', 'program.cjs');
  rewrite(program, (code) => code.replace(/\/\/# sourceMappingURL=.*\n$/, ''));
  for (const name of readdirSync(join(folder, 'schema'))) {
    rewrite(join(folder, 'schema', name), (text) => JSON.stringify(JSON.parse(text)));
  }
  for (const page of pagesIn(folder)) {
    const isThere = (target) =>
      isAddress(target) || existsSync(join(dirname(page), target.replace(/#.*/, '')));
    rewrite(page, (text) => withoutDeadLinks(text, isThere));
  }
  const kept = Object.fromEntries(
    published.filter((key) => key in manifest).map((key) => [key, manifest[key]]),
  );
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(kept, null, 2)}\n`);
}

function pagesIn(folder) {
  const files = readdirSync(folder, { recursive: true });
  return files.filter((file) => file.endsWith('.md')).map((file) => join(folder, file));
}

function isAddress(target) {
  return /^[a-z]+:/.test(target);
}

function rewrite(path, change) {
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}
