import { chooseProfile } from '../../config/profile/choose-profile.ts';
import type { Profile } from '../../config/profile/profile.ts';
import type { ChosenTarget } from '../../config/profile/target.ts';
import type { Config, ProfileEntry } from '../../config/schema/config.ts';
import { ImportwatchError } from '../../core/model/errors.ts';
import { plainText } from '../../core/text/text.ts';
import type { WatchFlags } from '../flags.ts';
import type { World } from '../world.ts';
import { type StartingCommand, startedTargets } from './started-targets.ts';

/** The arguments of `importwatch run`. */
export interface Start {
  /** At most one word: the name of a profile. */
  readonly given: readonly string[];
  readonly command: readonly string[];
}

/**
 * Runs a command that starts an import, and returns its targets. Before the command runs, `prepare`
 * reads the profile and checks everything that could be wrong with it. importwatch sends no request
 * before.
 */
export async function startImport(
  { given, command }: Start,
  config: Config,
  flags: WatchFlags,
  world: World,
  prepare: (entry: ProfileEntry) => Promise<Profile>,
): Promise<readonly ChosenTarget[]> {
  const words = startingCommand(command);
  const entry = chooseProfile(config, { flag: profileName(given, flags) }, world.env);
  const profile = await prepare(entry);
  return startedTargets(words, { entry, profile }, config, flags, world);
}

function startingCommand([program = '', ...more]: readonly string[]): StartingCommand {
  if (program !== '') return [program, ...more];
  throw new ImportwatchError('usage', 'run needs a command after "--".', {
    hint: 'Add the command that starts the import: importwatch run shop -- curl …',
  });
}

function profileName([word]: readonly string[], flags: WatchFlags): string | undefined {
  const refuse = (message: string, hint: string) => {
    throw new ImportwatchError('usage', message, { hint });
  };
  if (flags.new || flags.last) {
    const flag = flags.new ? '--new' : '--last';
    refuse(
      `run doesn't accept ${flag}.`,
      'Remove it. run waits for the import that its command starts.',
    );
  }
  const { profile, provider } = flags;
  const [name, id = ''] = word === undefined ? [] : splitAtColon(word);
  if (id !== '') {
    const shown = plainText(word ?? '', 100);
    refuse(`run takes a profile, not an id (${shown}).`, 'Remove the id. The command prints it.');
  }
  if (name !== undefined && (profile ?? provider ?? name) !== name) {
    const flag = profile === undefined ? '--provider' : '--profile';
    refuse(`"${plainText(name)}" and ${flag} name different profiles.`, 'Remove one of them.');
  }
  return name ?? profile;
}

function splitAtColon(word: string): readonly [string, string] {
  const colon = word.indexOf(':');
  return colon === -1 ? [word, ''] : [word.slice(0, colon), word.slice(colon + 1)];
}
