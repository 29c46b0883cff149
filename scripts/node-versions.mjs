// Runs the whole test suite on other versions of Node, installed as packages of the registry:
// node scripts/node-versions.mjs [major …]
// Each run installs, builds and tests in its own copy of the sources and leaves the checkout unchanged.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { npm } from './npm.mjs';

const majors = process.argv.length > 2 ? process.argv.slice(2) : ['20', '22', '24', '26'];
const folder = mkdtempSync(join(tmpdir(), 'importwatch-node-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const sources = join(folder, 'sources');
copySources();
const runs = majors.map(run);
process.stdout.write(`\n${table(runs)}\n`);
process.exitCode = runs.every(({ passed }) => passed) ? 0 : 1;

function run(major) {
  const node = install(major);
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  process.stdout.write(`\n=== ${version}\n`);
  const copy = join(folder, `sources-${major}`);
  cpSync(sources, copy, { recursive: true });
  const PATH = `${dirname(node)}${delimiter}${process.env.PATH}`;
  const inCopy = ([file, args]) =>
    spawnSync(file, args, { cwd: copy, env: { ...process.env, PATH }, stdio: 'inherit' });
  inCopy(npm(['ci', '--silent'], node));
  const report = join(folder, `${major}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const startedAt = performance.now();
  const { status } = inCopy([node, ['node_modules/vitest/vitest.mjs', 'run', ...reporters]]);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  rmSync(copy, { recursive: true });
  return { version, passed: status === 0, seconds, ...counted(report) };
}

/** The path of a binary. */
function install(major) {
  const isWindows = process.platform === 'win32';
  const name = `node-${isWindows ? 'win' : process.platform}-${process.arch}`;
  const prefix = join(folder, major);
  const quietly = ['--no-save', '--silent', '--no-audit', '--no-fund'];
  execFileSync(...npm(['install', '--prefix', prefix, ...quietly, `${name}@${major}`]));
  return join(prefix, 'node_modules', name, 'bin', isWindows ? 'node.exe' : 'node');
}

/** Copies the working tree, including uncommitted changes. */
function copySources() {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const files = execFileSync('git', list, { encoding: 'utf8' }).split('\0');
  for (const file of files.filter((name) => name !== '' && existsSync(name))) {
    cpSync(file, join(sources, file));
  }
}

function counted(report) {
  if (!existsSync(report)) return { tests: 0, failed: 0, skipped: 0 };
  const { numTotalTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report));
  return { tests: numTotalTests, failed: numFailedTests, skipped: numPendingTests };
}

function table(rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [
    line(['Node', 'tests', 'failed', 'skipped', 'seconds', '']),
    line(['---', '--:', '--:', '--:', '--:', '---']),
    ...rows.map(({ version, tests, failed, skipped, seconds, passed }) =>
      line([version, tests, failed, skipped, seconds, passed ? 'passed' : 'FAILED']),
    ),
  ].join('\n');
}
