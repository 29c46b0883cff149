// Runs the whole test suite on other versions of Node, whose binaries are packages of the registry:
// node scripts/node-versions.mjs [major …]
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const majors = process.argv.length > 2 ? process.argv.slice(2) : ['20', '22', '24', '26'];
const folder = mkdtempSync(join(tmpdir(), 'importwatch-node-'));
const results = majors.map((major) => {
  const name = `node-${process.platform}-${process.arch}`;
  const prefix = join(folder, major);
  execFileSync('npm', ['install', '--prefix', prefix, '--no-save', `${name}@${major}`], {
    stdio: 'ignore',
  });
  const node = join(prefix, 'node_modules', name, 'bin', 'node');
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  process.stdout.write(`\n=== ${version}\n`);
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` };
  const { status } = spawnSync(node, ['node_modules/vitest/vitest.mjs', 'run'], {
    env,
    stdio: 'inherit',
  });
  return { version, status };
});
for (const { version, status } of results) {
  process.stdout.write(`${version}: ${status === 0 ? 'passed' : 'FAILED'}\n`);
}
process.exitCode = results.every(({ status }) => status === 0) ? 0 : 1;
