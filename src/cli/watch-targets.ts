import type { ProfileEntry } from '../config/config.ts';
import { loadConfig } from '../config/load-config.ts';
import type { Profile } from '../config/profile.ts';
import { resolveProfile } from '../config/resolve-profile.ts';
import { resolveWaitOptions } from '../config/resolve-wait-options.ts';
import { abortable } from '../core/abort.ts';
import type { Connector } from '../core/connect.ts';
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
  options: WatchFlags,
  once: boolean,
  world: World,
): Promise<number> {
  let presenter: Presenter | undefined;
  const log = options.verbose ? (line: string) => presenter?.log(line) : undefined;
  try {
    const past = once ? undefined : await readPast(world, log);
    const flags = options.last ? flagsOfLast(past?.last, given, options) : options;
    const wanted = options.last ? (past?.last?.targets ?? []) : given;
    const asking = importsOf(wanted, flags, once, world, createConnector(world, log));
    const found = await abortable(asking, world.stop);
    const imports = past ? found.map((one) => past.expecting(one)) : found;
    const about = { once, again: againWith(flags), imports: imports.length };
    presenter = await present({ ...flags, ...about }, world);
    if (past && !keepsNothing(flags, world)) {
      presenter = past.keeping(presenter, found.map(keptTarget), choiceOf(flags, world));
    }
    const some = (key: 'any' | 'failFast') => !once && imports.some(({ options }) => options[key]);
    const group = { any: some('any'), failFast: some('failFast') };
    return await showWatch(imports, group, presenter, world);
  } catch (error) {
    if (options.json && presenter === undefined) endStream(error, world);
    throw error;
  }
}

function againWith({ config, provider, baseUrl, new: onlyNew }: WatchFlags): Again {
  const flags = { '--config': config, '--provider': provider, '--base-url': baseUrl };
  const given = Object.entries(flags).filter(([, value]) => value !== undefined);
  return {
    flags: given.flat() as string[],
    named: provider === undefined,
    onlyNew: Boolean(onlyNew),
  };
}

async function importsOf(
  wanted: readonly (string | KeptTarget)[],
  flags: WatchFlags,
  once: boolean,
  world: World,
  connector: Connector<Profile>,
): Promise<readonly Found[]> {
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
