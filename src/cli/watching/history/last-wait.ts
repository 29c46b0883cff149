import type { ChosenTarget } from '../../../config/profile/target.ts';
import type { Config } from '../../../config/schema/config.ts';
import { ImportwatchError } from '../../../core/model/errors.ts';
import { cleanId } from '../../../core/model/import-id.ts';
import type { KeptTarget, WatchEntry } from '../../../history/entries.ts';
import type { WatchFlags } from '../../flags.ts';

/** `wait --last`: the options of a command line that repeats the last wait. Throws `usage`. */
export function flagsOfLast(
  last: WatchEntry | undefined,
  given: readonly string[],
  flags: WatchFlags,
): WatchFlags {
  const also = [
    given.length > 0 && 'a target',
    flags.profile !== undefined && '--profile',
    flags.provider !== undefined && '--provider',
    flags.baseUrl !== undefined && '--base-url',
  ].filter(Boolean);
  if (also.length > 0) {
    throw new ImportwatchError('usage', `--last cannot go with ${also.join(' and ')}.`, {
      hint: 'It watches again what was watched last; "importwatch history" shows it.',
    });
  }
  if (last === undefined) {
    throw new ImportwatchError('usage', 'No import was watched here yet.', {
      hint: 'Name one: importwatch wait <profile>:<id>. The next time, --last knows it.',
    });
  }
  if (last.targets.length === 0) {
    const message = `The last wait watched ${last.count} imports, which are too many to keep.`;
    throw new ImportwatchError('usage', message, {
      hint: 'Give their ids again, for example on standard input: importwatch wait - < ids.txt',
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
      const message = `The last import was watched with the profile ${name} of ${source}, which is not in force here.`;
      throw new ImportwatchError('usage', message, {
        hint: 'Run it where that file is found, or name the file with --config.',
      });
    }
    return { profile, ...(id !== undefined && { id: cleanId(id) }) };
  });
}
