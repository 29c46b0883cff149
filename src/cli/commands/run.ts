import { Argument, type Command } from 'commander';
import { addProfileFlags, addWaitFlags, type WatchFlags } from '../flags.ts';
import type { World } from '../world.ts';

export const runDescription = 'Run the command that starts an import, then wait for the import.';

/** Options of `wait` that would name another import than the one that the command starts. */
const refusedFlags: readonly string[] = ['--new', '--last'];

/** Adds to `run` what it takes. `starting` is the command behind `--`. */
export function defineRun(
  run: Command,
  starting: readonly string[],
  world: World,
  end: (exitCode: number) => void,
): void {
  run.usage('[options] [profile] -- <command...>').argument('[profile]', 'Profile to use');
  const command = new Argument('<command...>', 'Command that starts the import');
  run.configureHelp({
    ...run.configureHelp(),
    visibleArguments: () => [...run.registeredArguments, command],
  });
  addWaitFlags(addProfileFlags(run));
  for (const option of run.options) {
    if (refusedFlags.includes(option.long ?? '')) option.hideHelp();
  }
  run.action(async (profile: string | undefined, flags: WatchFlags) => {
    const { watchTargets } = await import('./watch-targets.ts');
    const given = profile === undefined ? [] : [profile];
    end(await watchTargets(given, flags, false, world, starting));
  });
}
