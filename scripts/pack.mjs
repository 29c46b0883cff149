import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** In bytes. A little more than the present size. */
const limits = { size: 880_000, unpackedSize: 3_100_000 };

/** Packs the build and prints its size. Throws if that exceeds a limit. */
export function pack(folder) {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const [packed] = JSON.parse(execFileSync('npm', args, { stdio: ['ignore', 'pipe', 'ignore'] }));
  const { filename, integrity, files } = packed;
  const kB = (bytes) => `${Math.round(bytes / 1000)} kB`;
  const sizes = Object.entries(limits).map(([key, limit]) => {
    if (packed[key] > limit) {
      throw new Error(
        `The package is too large: its ${key} is ${kB(packed[key])}, the limit ${kB(limit)}.`,
      );
    }
    return kB(packed[key]);
  });
  const words = `${filename}: ${files.length} files, ${sizes[0]} packed, ${sizes[1]} unpacked`;
  return { tarball: join(folder, filename), integrity, words };
}
