import { givenFile, sharedFile } from '../../../config/profile/files/wait-file.ts';
import type { ConfigChoice } from '../../../config/schema/config.ts';
import { ImportwatchError } from '../../../core/model/errors.ts';
import { abortable } from '../../../core/ports/abort.ts';
import type { WatchFlags } from '../../flags.ts';
import type { World } from '../../world.ts';
import type { LoadConfig } from '../load-once.ts';

/**
 * The history file in the configuration: that of the profiles with these names, or of all profiles
 * if there are none. Rejects with `usage` if they have different ones. `onProblem` receives the
 * reason if the configuration can't be read. There is no such file then.
 */
export async function configuredHistory(
  choice: ConfigChoice,
  names: readonly string[],
  load: LoadConfig,
  { config: world, stop }: Pick<World, 'config' | 'stop'>,
  onProblem: (error: ImportwatchError) => void = () => {},
): Promise<string | undefined> {
  const ignore = (error: unknown) => {
    if (!(error instanceof ImportwatchError)) throw error;
    onProblem(error);
    return undefined;
  };
  const config = await abortable(load(choice), stop).catch(ignore);
  const all = [...(config?.profiles.values() ?? [])];
  const named = all.filter(({ name }) => names.includes(name));
  try {
    return sharedFile('historyFile', named.length > 0 ? named : all, world);
  } catch (error) {
    if (error instanceof ImportwatchError && error.code === 'usage') throw error;
    return ignore(error);
  }
}

/** Whether `wait --last` without other options reads this file. */
export async function isFoundByLast(
  file: string | undefined,
  { historyFile, config: named, provider, baseUrl, last }: WatchFlags,
  load: LoadConfig,
  world: World,
): Promise<boolean> {
  if (historyFile !== undefined) return false;
  if (givenFile('historyFile', {}, world.env) !== undefined) return true;
  if (last) return [named, provider, baseUrl].every((flag) => flag === undefined);
  return configuredHistory({}, [], load, world).then(
    (usual) => usual === file,
    () => false,
  );
}
