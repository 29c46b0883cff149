import type { ProfileEntry } from '../../config/schema/config.ts';
import { exposedFiles } from '../../config/secrets/exposed-files.ts';
import type { Writer } from '../../core/ports/writer.ts';
import { plainText } from '../../core/text/text.ts';
import { quoted } from '../../render/result/quote.ts';
import type { World } from '../world.ts';

/**
 * For `--verbose`: reports each file with a secret of these profiles that others may read, once.
 */
export async function warnOfExposedFiles(
  entries: Iterable<ProfileEntry>,
  {
    config,
    stderr,
    platform,
  }: Pick<World, 'config' | 'platform'> & {
    readonly stderr: Pick<Writer, 'write'>;
  },
): Promise<void> {
  const found = await Promise.all([...entries].map((entry) => exposedFiles(entry, config)));
  for (const [path, mode] of new Map(found.flat().map(({ path, mode }) => [path, mode]))) {
    const permissions = mode.toString(8).padStart(3, '0');
    stderr.write(
      `warning: other users can read ${plainText(path)}, which contains a secret (mode ${permissions}). Run: chmod 600 ${quoted(plainText(path), platform)}\n`,
    );
  }
}
