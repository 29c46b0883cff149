// Builds one file from the program and the Node.js that runs this script:
// npm run binary [-- <folder>]
// It can only build for its own platform: V8 only accepts compiled code of its own version and
// processor, and macOS only runs what was signed on macOS.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { arch, argv, execPath, platform, version } from 'node:process';
import { nodeLicense } from './node-license.mjs';
import { command } from './npm.mjs';

const built = argv[2] ?? 'binary';
const name = `importwatch-${platform}-${arch}${platform === 'win32' ? '.exe' : ''}`;
const file = join(built, name);
const work = mkdtempSync(join(tmpdir(), 'importwatch-binary-'));
const blob = join(work, 'blob');
const node = (...args) => [execPath, args];
const run = (how) => execFileSync(...how, { stdio: ['ignore', 'ignore', 'pipe'] });

try {
  mkdirSync(built, { recursive: true });
  run(node('scripts/sea/compile.cjs', 'dist/program.cjs', join(work, 'code')));
  const config = {
    main: 'scripts/sea/main.cjs',
    output: blob,
    disableExperimentalSEAWarning: true,
    assets: { program: 'dist/program.cjs', code: join(work, 'code') },
  };
  writeFileSync(join(work, 'config.json'), JSON.stringify(config));
  run(node('--experimental-sea-config', join(work, 'config.json')));
  rmSync(file, { force: true });
  copyFileSync(execPath, file);
  inject();
  run([file, ['--version']]);
  writeFileSync(join(built, 'LICENSES.txt'), licenses());
  const bytes = readFileSync(file);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  writeFileSync(`${file}.sha256`, `${sha256}  ${name}\n`);
  const megabytes = Math.round(bytes.length / 1e6);
  process.stdout.write(`${file}: ${megabytes} MB with Node.js ${version}\n${sha256}\n`);
} finally {
  rmSync(work, { recursive: true });
}

/** As described in https://nodejs.org/docs/latest-v20.x/api/single-executable-applications.html. */
function inject() {
  const fuse = ['--sentinel-fuse', 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2'];
  const segment = platform === 'darwin' ? ['--macho-segment-name', 'NODE_SEA'] : [];
  if (platform === 'darwin') run(['codesign', ['--remove-signature', file]]);
  const how = command('postject', [file, 'NODE_SEA_BLOB', blob, ...fuse, ...segment]);
  run(how);
  if (platform === 'darwin') run(['codesign', ['--sign', '-', file]]);
}

function licenses() {
  const ofNode = nodeLicense(execPath);
  if (ofNode === undefined) {
    process.stderr.write(
      'There is no LICENSE beside this Node.js, so LICENSES.txt only links to it. Before you pass the file on, build it with Node.js from https://nodejs.org.\n',
    );
  }
  const texts = [
    readFileSync('LICENSE', 'utf8'),
    readFileSync('dist/THIRD-PARTY-LICENSES.txt', 'utf8'),
    `The file holds Node.js ${version}.\n\n${
      ofNode ?? `Its license: https://github.com/nodejs/node/blob/${version}/LICENSE\n`
    }`,
  ];
  return texts.join(`\n${'='.repeat(80)}\n\n`);
}
