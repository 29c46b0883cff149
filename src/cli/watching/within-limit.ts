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

/**
 * What is read before the first poll, cut at the time limit of the wait. `source` is the profile
 * that needs it, or the words for what is read before the profile is known.
 */
export async function withinLimit<T>(
  reading: Promise<T>,
  source: ProfileEntry | string,
  flags: WatchFlags,
  { clock, env }: Pick<World, 'clock' | 'env'>,
): Promise<T> {
  const entry = typeof source === 'string' ? undefined : source;
  const { values: profile = {}, defaults = {} } = entry ?? {};
  const sources = { flags, env, profile, defaults };
  const { timeoutMs } = resolveWaitOptions(sources, { interactive: false });
  if (timeoutMs === undefined) return reading;
  const timer = new AbortController();
  const limit = clock.sleep(timeoutMs || leastMs, timer.signal).then((): never => {
    const name = typeof source === 'string' ? source : plainText(source.name);
    const within = `within ${formatDuration(timeoutMs || leastMs)} (--timeout)`;
    const silent = entry && `A file or command gives nothing (${placesOf(entry, env)}). `;
    throw new ImportwatchError('late-secret', `${name} cannot be read ${within}.`, {
      hint: `${silent ?? ''}A pipe needs somebody who writes to it.`,
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

function placesOf(entry: ProfileEntry, env: World['env']): string {
  const read = secretOrigins(entry, env)
    .filter(({ source }) => source === 'file' || source === 'command')
    .map(originWords);
  const { caFile } = entry.values;
  return plainText([...read, ...(caFile === undefined ? [] : [`caFile: ${caFile}`])].join(', '));
}
