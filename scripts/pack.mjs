// Packs the build for npm: npm run pack [-- <folder>]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { npm } from './npm.mjs';
import { stage } from './stage.mjs';

/** In bytes. */
const limits = { size: 500_000, unpackedSize: 1_500_000 };

/** Packs into a folder and returns the sizes. Throws if one exceeds its limit. */
export function pack(folder) {
  const staged = mkdtempSync(join(tmpdir(), 'importwatch-stage-'));
  try {
    stage(staged);
    const args = ['pack', '--json', '--pack-destination', resolve(folder)];
    const output = execFileSync(...npm(args), {
      cwd: staged,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [packed] = JSON.parse(output);
    return { ...packed, tarball: join(folder, packed.filename), words: words(packed) };
  } finally {
    rmSync(staged, { recursive: true });
  }
}

function words(packed) {
  const kB = (bytes) => `${Math.round(bytes / 1000)} kB`;
  const sizes = Object.entries(limits).map(([key, limit]) => {
    if (packed[key] > limit) {
      throw new Error(
        `The package is too large: its ${key} is ${kB(packed[key])}, the limit ${kB(limit)}.`,
      );
    }
    return kB(packed[key]);
  });
  return `${packed.filename}: ${packed.files.length} files, ${sizes[0]} packed, ${sizes[1]} unpacked`;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const { tarball, words } = pack(argv[2] ?? '.');
  process.stdout.write(`${words}\n${tarball}\n`);
}
