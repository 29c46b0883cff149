// Builds the single-file binary and runs the program tests with it, without Node.js on the PATH:
// npm run test:binary [-- <arguments of vitest>]
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { arch, argv, env, execPath, platform } from 'node:process';

/** Excluded: tests of the package, and tests that run Node.js themselves. */
const others = [
  'ci-recipes',
  'consumer',
  'crash',
  'library',
  'open-files',
  'package',
  'readme',
  'start-up',
];

const folder = mkdtempSync(join(tmpdir(), 'importwatch-binary-'));
const run = (args, more) => spawnSync(execPath, args, { stdio: 'inherit', ...more }).status ?? 1;
try {
  process.exitCode = run(['scripts/binary.mjs', folder]) || test();
} finally {
  rmSync(folder, { recursive: true });
}

function test() {
  const excluded = others.flatMap((name) => ['--exclude', `test/program/${name}.test.ts`]);
  const files = argv.length > 2 ? argv.slice(2) : ['test/program'];
  const vitest = 'node_modules/vitest/vitest.mjs';
  return run([vitest, 'run', '--project', 'program', ...excluded, ...files], {
    env: {
      ...env,
      PATH: withoutNode(join(folder, 'bin')),
      IMPORTWATCH_TEST_BINARY: resolve(folder, `importwatch-${platform}-${arch}`),
    },
  });
}

/** A folder with the system commands, except those that need Node.js. */
function withoutNode(bin) {
  mkdirSync(bin);
  for (const place of ['/bin', '/usr/bin']) {
    for (const name of readdirSync(place)) {
      if (/^(node.*|np[mx]|corepack)$/.test(name)) continue;
      try {
        symlinkSync(join(place, name), join(bin, name));
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
      }
    }
  }
  return bin;
}
