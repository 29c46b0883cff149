import { resolveWaitOptions } from '../../config/profile/resolve-wait-options.ts';
import type { ProfileEntry } from '../../config/schema/config.ts';
import { secretOrigins } from '../../config/secrets/secret-origin.ts';
import { ImportwatchError } from '../../core/model/errors.ts';
import type { WaitOptions } from '../../core/model/options.ts';
import { formatDuration } from '../../core/text/duration.ts';
import { plainText } from '../../core/text/text.ts';
import type { WatchFlags } from '../flags.ts';
import { originWords } from '../output/origin-words.ts';
import type { World } from '../world.ts';

/** The time that `--timeout 0s` allows for it, as for its one poll. */
const leastMs = 15_000;

/** What a profile reads from elsewhere. */
export interface ProfilePart {
  readonly entry: ProfileEntry;
  readonly part: 'secrets' | 'caFile';
}

/**
 * Reads a value before the first poll, within the time limit of the wait. `source` is the part of a
 * profile, or a description of the value if the profile isn't known yet.
 */
export async function withinLimit<T>(
  reading: Promise<T>,
  source: ProfilePart | string,
  { flags, startedAt }: { readonly flags: WatchFlags; readonly startedAt: number },
  { clock, env }: Pick<World, 'clock' | 'env'>,
): Promise<T> {
  const ofProfile = typeof source === 'string' ? undefined : source;
  const { values: profile = {}, defaults = {} } = ofProfile?.entry ?? {};
  const sources = { flags, env, profile, defaults };
  const options = resolveWaitOptions(sources, { interactive: false, now: startedAt });
  const limit = earlier(options, clock.now());
  if (limit === undefined) return reading;
  const timer = new AbortController();
  const late = clock.sleep(limit.ms, timer.signal).then((): never => {
    const { within } = limit;
    throw new ImportwatchError('late-secret', lateWords(source, within), {
      hint: ofProfile ? silentHint(ofProfile, env) : 'Check that something writes to the pipe.',
    });
  });
  late.catch(() => {});
  try {
    return await Promise.race([reading, late]);
  } finally {
    reading.catch(() => {});
    timer.abort();
  }
}

/** The time limit, or the clock time if that is earlier. */
function earlier(
  { timeoutMs = Infinity, until }: Pick<WaitOptions, 'timeoutMs' | 'until'>,
  now: number,
): { readonly ms: number; readonly within: string } | undefined {
  const [ms, untilMs] = [timeoutMs || leastMs, (until?.at ?? Infinity) - now];
  if (until && untilMs < ms) return { ms: untilMs, within: `by ${until.words} (--until)` };
  return ms === Infinity ? undefined : { ms, within: `within ${formatDuration(ms)} (--timeout)` };
}

function lateWords(source: ProfilePart | string, within: string): string {
  if (typeof source === 'string') return `${source} couldn't be read ${within}.`;
  const { entry, part } = source;
  return `Couldn't read the ${part} of profile ${plainText(entry.name)} ${within}.`;
}

function silentHint(part: ProfilePart, env: World['env']): string {
  const silent = placesOf(part, env);
  return `A file or command produces nothing (${silent}). Run the command or read the file yourself, and see where it hangs.`;
}

function placesOf({ entry, part }: ProfilePart, env: World['env']): string {
  if (part === 'caFile') return plainText(`caFile: ${entry.values['caFile']}`);
  const read = secretOrigins(entry, env)
    .filter(({ source }) => source === 'file' || source === 'command')
    .map(originWords);
  return plainText(read.join(', '));
}
