import { resolveWaitOptions } from '../../config/profile/resolve-wait-options.ts';
import type { ProfileEntry } from '../../config/schema/config.ts';
import { secretOrigins } from '../../config/secrets/secret-origin.ts';
import { ImportwatchError } from '../../core/model/errors.ts';
import { formatDuration } from '../../core/text/duration.ts';
import { plainText } from '../../core/text/text.ts';
import type { WatchFlags } from '../flags.ts';
import { originWords } from '../output/origin-words.ts';
import type { World } from '../world.ts';

/** The time that `--timeout 0s` allows for it, as for its one poll. */
const leastMs = 15_000;

/** Reads what the first poll needs, cut off at the time limit of the wait. */
export async function withinLimit<T>(
  reading: Promise<T>,
  entry: ProfileEntry,
  flags: WatchFlags,
  { clock, env }: Pick<World, 'clock' | 'env'>,
): Promise<T> {
  const sources = { flags, env, profile: entry.values, defaults: entry.defaults };
  const { timeoutMs } = resolveWaitOptions(sources, { interactive: false });
  if (timeoutMs === undefined) return reading;
  const timer = new AbortController();
  const limit = clock.sleep(timeoutMs || leastMs, timer.signal).then((): never => {
    const name = plainText(entry.name);
    const within = `within ${formatDuration(timeoutMs || leastMs)} (--timeout)`;
    const read = secretOrigins(entry, env)
      .filter(({ source }) => source === 'file' || source === 'command')
      .map(originWords);
    const { caFile } = entry.values;
    const all = [...read, ...(caFile === undefined ? [] : [`caFile: ${caFile}`])].join(', ');
    throw new ImportwatchError('late-secret', `${name} cannot be read ${within}.`, {
      hint: `A file or command gives nothing (${plainText(all)}). A pipe needs somebody who writes to it.`,
    });
  });
  limit.catch(() => {});
  try {
    return await Promise.race([reading, limit]);
  } finally {
    reading.catch(() => {});
    timer.abort();
  }
}
