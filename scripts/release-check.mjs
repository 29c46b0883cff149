// What must hold before a release: a clean tree, a changelog entry, and a build that gives the same
// bytes twice. Run the tests before it.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const problems = [];

if (execFileSync('git', ['status', '--porcelain'], { encoding: 'utf8' }) !== '') {
  problems.push('The tree has changes that are not committed.');
}
if (!readFileSync('CHANGELOG.md', 'utf8').includes(`## [${version}]`)) {
  problems.push(`CHANGELOG.md has no entry for ${version}.`);
}
const [first, second] = [built(), built()];
if (first !== second) problems.push('Two builds of the same sources differ.');

for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stdout.write(problems.length === 0 ? `${version} can be released.\n` : '');
process.exitCode = problems.length === 0 ? 0 : 1;

function built() {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
  const hash = createHash('sha256');
  const files = readdirSync('dist', { recursive: true, withFileTypes: true });
  const paths = files
    .filter((file) => file.isFile())
    .map((file) => `${file.parentPath}/${file.name}`);
  for (const path of paths.sort()) hash.update(path).update(readFileSync(path));
  return hash.digest('hex');
}
