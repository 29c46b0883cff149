import type { Command } from 'commander';
import { addProfileFlags, addShowFlags, addWaitFlags, type WatchFlags } from '../flags.ts';
import type { World } from '../world.ts';

export const runDescription = 'run the command that starts an import, then wait for the import';

/** Adds to `run` what it takes. `starting` is the command behind `--`. */
export function defineRun(
  run: Command,
  starting: readonly string[],
  world: World,
  end: (exitCode: number) => void,
): void {
  run.usage('[options] [profile] -- <command...>').argument('[profile]', 'of the service');
  addWaitFlags(addShowFlags(addProfileFlags(run))).action(
    async (profile: string | undefined, flags: WatchFlags) => {
      const { watchTargets } = await import('./watch-targets.ts');
      const given = profile === undefined ? [] : [profile];
      end(await watchTargets(given, flags, false, world, starting));
    },
  );
}
