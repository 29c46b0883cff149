// Checks what must be true before a release, besides the tests. Prints each check, and exits
// non-zero if one fails.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { imageVersions, missingHome } from './home.mjs';
import { npm } from './npm.mjs';
import { pack } from './pack.mjs';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const { version } = manifest;
const missing = missingHome(manifest);
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const changelog = readFileSync('CHANGELOG.md', 'utf8');
const [, onTop] = /^## \[(?!Unreleased)(.+)$/m.exec(changelog) ?? [];
const folder = mkdtempSync(join(tmpdir(), 'importwatch-release-'));

check('all changes are committed', git('status', '--porcelain') === '');
check(`package-lock.json has version ${version} too`, lock.version === version);
check(
  `CHANGELOG.md starts with ${version} and its date`,
  onTop !== undefined && /^\d{4}-\d\d-\d\d$/.test(onTop.replace(`${version}] - `, '')),
);
check(
  `package.json has the links of the project${missing.length === 0 ? '' : `; missing: ${missing.join(', ')}`}`,
  missing.length === 0,
);
check(
  `the examples use version ${version} of the image`,
  imageVersions().every((named) => named === version),
);
const [built, packed] = [build(), pack(folder)];
check('a second build produces the same bytes', build() === built);
check('a second pack produces the same bytes', pack(folder).integrity === packed.integrity);
rmSync(folder, { recursive: true });

process.stdout.write(`\n${packed.words}\n${packed.integrity}\n`);
if (process.exitCode === undefined) process.stdout.write(`${version} can be released.\n`);

function check(what, holds) {
  process.stdout.write(`${holds ? 'yes' : 'NO '}  ${what}\n`);
  if (!holds) process.exitCode = 1;
}

function git(...args) {
  return execFileSync('git', args, { encoding: 'utf8' });
}

/** A hash of all files of the build. */
function build() {
  execFileSync(...npm(['run', '--silent', 'build']), { stdio: ['ignore', 'ignore', 'inherit'] });
  const hash = createHash('sha256');
  const files = readdirSync('dist', { recursive: true, withFileTypes: true });
  const paths = files
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name));
  for (const path of paths.sort()) hash.update(path).update(readFileSync(path));
  return hash.digest('hex');
}
