import type { Profile } from '../../config/profile/profile.ts';
import { resolveWaitOptions } from '../../config/profile/resolve-wait-options.ts';
import type { ChosenTarget } from '../../config/profile/target.ts';
import type { WatchOptions } from '../../core/model/options.ts';
import { justStartedMs } from '../../core/pacing/schedule.ts';
import type { WatchFlags } from '../flags.ts';
import { isCi, isInteractive } from '../output/presenter.ts';
import type { World } from '../world.ts';

/** How an import is watched. Throws a `usage` error that shows a valid value. */
export function optionsFor(
  { wait, defaults }: Pick<Profile, 'wait' | 'defaults'>,
  flags: WatchFlags,
  {
    once,
    startedAt,
    justStarted = false,
    startedSince,
  }: { readonly once: boolean; readonly startedAt: number } & Partial<ChosenTarget>,
  world: World,
): WatchOptions {
  const interactive = isInteractive(flags, world);
  const sources = { flags, env: world.env, profile: wait, defaults };
  return {
    ...(justStarted && { appearTimeoutMs: justStartedMs }),
    ...resolveWaitOptions(sources, { interactive, now: startedAt }),
    exitCode: Boolean(flags.exitCode),
    once,
    interactive,
    jitter: isCi(world),
    ...(startedSince !== undefined && { startedSince, onlyNew: true }),
    ...(once && { heartbeatMs: 0 }),
  };
}
