import type { ProfileEntry } from '../config/config.ts';
import { loadConfig } from '../config/load-config.ts';
import type { Profile } from '../config/profile.ts';
import { resolveProfile } from '../config/resolve-profile.ts';
import { resolveWaitOptions } from '../config/resolve-wait-options.ts';
import { abortable } from '../core/abort.ts';
import type { Connector } from '../core/connect.ts';
import { ImportwatchError } from '../core/errors.ts';
import type { Watched } from '../core/watch-all.ts';
import { providers } from '../providers/index.ts';
import type { Again } from '../render/resume.ts';
import { createConnector } from './connect-profiles.ts';
import { endStream } from './end-stream.ts';
import type { WatchFlags } from './flags.ts';
import { isCi, isInteractive, type Presenter, present } from './present.ts';
import { showWatch } from './show-watch.ts';
import { targetsOf } from './targets.ts';
import { warnOfExposedFiles } from './warn-of-exposed-files.ts';
import type { World } from './world.ts';

/** `status` (once) and `wait`. Gives the exit code. */
export async function watchTargets(
  given: readonly string[],
  flags: WatchFlags,
  once: boolean,
  world: World,
): Promise<number> {
  let presenter: Presenter | undefined;
  const log = flags.verbose ? (line: string) => presenter?.log(line) : undefined;
  try {
    const asking = importsOf(given, flags, once, world, createConnector(world, log));
    const imports = await abortable(asking, world.stop);
    const [{ options } = noImport()] = imports;
    const about = { once, again: againWith(flags), imports: imports.length };
    presenter = await present({ ...flags, ...about }, world);
    const group = once ? { any: false, failFast: false } : options;
    return await showWatch(imports, group, presenter, world);
  } catch (error) {
    if (flags.json && presenter === undefined) endStream(error, world);
    throw error;
  }
}

function againWith({ config, provider, baseUrl }: WatchFlags): Again {
  const flags = { '--config': config, '--provider': provider, '--base-url': baseUrl };
  const given = Object.entries(flags).filter(([, value]) => value !== undefined);
  return { flags: given.flat() as string[], named: provider === undefined };
}

function noImport(): never {
  throw new ImportwatchError('usage', 'There is nothing to watch.');
}

async function importsOf(
  given: readonly string[],
  flags: WatchFlags,
  once: boolean,
  world: World,
  connector: Connector<Profile>,
): Promise<readonly Watched[]> {
  const config = await loadConfig(flags, providers, world.config);
  const targets = await targetsOf(given, config, flags, world);
  const profiles = new Map<ProfileEntry, Promise<Profile>>();
  const imports = await Promise.all(
    targets.map(async (target) => {
      const resolving =
        profiles.get(target.profile) ?? resolveProfile(target.profile, world.config);
      profiles.set(target.profile, resolving);
      const profile = await resolving;
      return {
        subject: await connector.subject(target, profile),
        options: optionsFor(profile, flags, once, world),
      };
    }),
  );
  if (flags.verbose) await warnOfExposedFiles(profiles.keys(), world);
  return imports;
}

function optionsFor(
  { wait, defaults }: Pick<Profile, 'wait' | 'defaults'>,
  flags: WatchFlags,
  once: boolean,
  world: World,
) {
  const interactive = isInteractive(flags, world);
  const sources = { flags, env: world.env, profile: wait, defaults };
  return {
    ...resolveWaitOptions(sources, { interactive }),
    once,
    interactive,
    jitter: isCi(world),
    ...(once && { heartbeatMs: 0 }),
  };
}
