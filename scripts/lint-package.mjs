// Lints what npm would publish: the built package, packed without building it again.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'importwatch-pack-'));
const run = (file, ...args) => execFileSync(file, args, { stdio: 'inherit' });
try {
  run('npm', 'pack', '--silent', '--ignore-scripts', '--pack-destination', folder);
  const [tarball = ''] = readdirSync(folder).map((name) => join(folder, name));
  run('publint', 'run', tarball, '--strict');
  run('attw', tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-emoji');
} catch ({ status }) {
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true });
}
