// Lints the package that npm would publish, without building it again.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from './npm.mjs';
import { pack } from './pack.mjs';

const folder = mkdtempSync(join(tmpdir(), 'importwatch-pack-'));
const run = (how) => execFileSync(...how, { stdio: 'inherit' });
try {
  const { tarball, words } = pack(folder);
  process.stdout.write(`${words}\n`);
  run(command('publint', ['run', tarball, '--strict']));
  const options = ['--profile', 'esm-only', '--format', 'ascii', '--no-emoji'];
  run(command('attw', [tarball, ...options], '@arethetypeswrong/cli'));
} catch ({ status, message }) {
  if (status === undefined) process.stderr.write(`${message}\n`);
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true });
}
