import { environmentSource } from '../../../config/profile/command-line-config.ts';
import type { ChosenTarget } from '../../../config/profile/target.ts';
import type { Config, ProfileEntry } from '../../../config/schema/config.ts';
import { ImportwatchError } from '../../../core/model/errors.ts';
import { cleanId } from '../../../core/model/import-id.ts';
import { either } from '../../../core/text/either.ts';
import { plainText } from '../../../core/text/text.ts';
import type { KeptTarget, WatchEntry } from '../../../history/entries.ts';
import type { WatchFlags } from '../../flags.ts';

/** `wait --last`: the options of a command line that repeats the last wait. Rejects with `usage`. */
export async function flagsOfLast(
  readLast: () => Promise<WatchEntry | undefined>,
  given: readonly string[],
  flags: WatchFlags,
): Promise<WatchFlags> {
  const also = [
    given.length > 0 && 'a target',
    flags.profile !== undefined && '--profile',
    flags.provider !== undefined && '--provider',
    flags.baseUrl !== undefined && '--base-url',
  ].filter((flag) => typeof flag === 'string');
  if (also.length > 0) {
    throw new ImportwatchError('usage', `--last can't be combined with ${either(also)}.`, {
      hint: 'Remove one of them. "importwatch history" shows the wait that --last resumes.',
    });
  }
  const last = await readLast();
  if (last === undefined) {
    throw new ImportwatchError('usage', 'There is no wait to resume.', {
      hint: 'Start one: importwatch wait <profile>:<id>',
    });
  }
  if (last.targets.length === 0) {
    const message = `The last wait had ${last.count} imports, too many to remember.`;
    throw new ImportwatchError('usage', message, {
      hint: 'Pass their ids again, for example on standard input: importwatch wait - < ids.txt',
    });
  }
  return { ...last.choice, ...flags };
}

/** The targets of the last wait, each with exactly the profile it had then. */
export function targetsOfLast(
  targets: readonly KeptTarget[],
  config: Config,
): readonly ChosenTarget[] {
  return targets.map(({ profile: name, id, source }) => {
    const profile = config.profiles.get(name);
    if (profile === undefined || profile.file.path !== source) {
      const message = `The last wait used the profile ${name} from ${missingSource(source)}.`;
      throw new ImportwatchError('usage', message, {
        hint:
          source === environmentSource
            ? 'Set IMPORTWATCH_PROVIDER and the variables of its settings again.'
            : 'Pass that file with --config, or run the command from a folder that uses it.',
      });
    }
    return { profile, ...(id !== undefined && { id: cleanId(id) }) };
  });
}

/** Where a profile came from that isn't found here. */
export function missingSource(source: string): string {
  return source === environmentSource
    ? "environment variables that aren't set here"
    : `${plainText(source)}, a file that isn't in use here`;
}

/** Their profiles, as far as they are in this configuration. */
export function profilesOfLast(
  targets: readonly KeptTarget[],
  { profiles }: Config,
): readonly ProfileEntry[] {
  return targets.flatMap(({ profile: name, source }) => {
    const profile = profiles.get(name);
    return profile?.file.path === source ? [profile] : [];
  });
}
