import { resolve } from 'node:path';
import type { ConfigWorld } from '../../config/file/world.ts';
import { loadConfig } from '../../config/profile/load-config.ts';
import type { Profile } from '../../config/profile/profile.ts';
import { resolveProfile } from '../../config/profile/resolve-profile.ts';
import { resolveWaitOptions } from '../../config/profile/resolve-wait-options.ts';
import { missingId } from '../../config/profile/target.ts';
import { unknownVariables } from '../../config/profile/unknown-variables.ts';
import type { ProfileEntry } from '../../config/schema/config.ts';
import { exposedFiles } from '../../config/secrets/exposed-files.ts';
import { secretDoubts } from '../../config/secrets/secret-values.ts';
import type { Connector } from '../../core/http/connect.ts';
import { abortable } from '../../core/ports/abort.ts';
import type { Writer } from '../../core/ports/writer.ts';
import { plainText } from '../../core/text/text.ts';
import type { Watched } from '../../core/watch/watch-all.ts';
import { providers } from '../../providers/index.ts';
import type { ResumeCommand } from '../../render/result/resume.ts';
import type { WatchFlags } from '../flags.ts';
import { endStream } from '../output/end-stream.ts';
import { createPresenter, isCi, isInteractive, type Presenter } from '../output/presenter.ts';
import { showWatch } from '../output/show-watch.ts';
import { createProfileConnector } from '../watching/connect-profiles.ts';
import { flagsOfLast, targetsOfLast } from '../watching/last-wait.ts';
import { targetsOf } from '../watching/targets.ts';
import { isHistoryOff, mostKept, type PastImports, readPast } from '../watching/with-history.ts';
import { withinLimit } from '../watching/within-limit.ts';
import type { World } from '../world.ts';

/** `status` (once) and `wait`. Returns the exit code. */
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
    const asking = importsOf(
      given,
      flags,
      { once, past },
      world,
      createProfileConnector(world, log),
    );
    const imports = await abortable(asking, world.stop);
    const isKept = past !== undefined && !isHistoryOff(flags, world);
    const last = isKept && imports.length <= mostKept && isInteractive(flags, world);
    const resume = once ? null : { ...resumeWith(flags), last, platform: world.platform };
    const about = { once, resume, imports: imports.length };
    presenter = await createPresenter({ ...flags, ...about }, world);
    if (past && isKept) {
      const kept = imports.map(({ subject, source }) => ({ ...subject.target, source }));
      presenter = past.withJournal(presenter, kept, choiceOf(flags, world));
    }
    const some = (key: 'any' | 'failFast' | 'notify') =>
      !once && imports.some(({ options }) => options[key]);
    if (some('notify')) {
      const { withNotification } = await import('../output/with-notification.ts');
      presenter = withNotification(presenter, world);
    }
    const group = { any: some('any'), failFast: some('failFast') };
    return await showWatch(imports, group, presenter, world);
  } catch (error) {
    if (options.json && presenter === undefined) endStream(error, world);
    throw error;
  }
}

function resumeWith({ config, provider, baseUrl, new: onlyNew }: WatchFlags): ResumeCommand {
  const flags = { '--config': config, '--provider': provider, '--base-url': baseUrl };
  const given = Object.entries(flags).filter(([, value]) => value !== undefined);
  return {
    flags: given.flat() as string[],
    named: provider === undefined,
    onlyNew: Boolean(onlyNew),
  };
}

/** How the configuration was chosen, for a later wait in any folder. */
function choiceOf({ config, provider, baseUrl }: WatchFlags, { config: { cwd } }: World) {
  return {
    ...(config !== undefined && { config: resolve(cwd, config) }),
    ...(provider !== undefined && { provider }),
    ...(baseUrl !== undefined && { baseUrl }),
  };
}

/** An import, and the file of its profile. */
type Found = Watched & { readonly source: string };

async function importsOf(
  given: readonly string[],
  flags: WatchFlags,
  { once, past }: { readonly once: boolean; readonly past: PastImports | undefined },
  world: World,
  connector: Connector<Profile>,
): Promise<readonly Found[]> {
  const limited = <T>(source: ProfileEntry | string, reading: Promise<T>) =>
    once ? reading : withinLimit(reading, source, flags, world);
  const config = await limited('The configuration', loadConfig(flags, providers, world.config));
  const targets = flags.last
    ? targetsOfLast(past?.last?.targets ?? [], config)
    : await limited('Standard input', targetsOf(given, config, flags, world));
  const profiles = new Map<ProfileEntry, Promise<Profile>>();
  const imports = await Promise.all(
    targets.map(async (target, index) => {
      const doubts = [
        ...(index === 0 ? unknownVariables(world.env, providers) : []),
        ...(profiles.has(target.profile) ? [] : secretDoubts(target.profile)),
        ...(target.warnings ?? []),
      ];
      const resolving =
        profiles.get(target.profile) ??
        limited(target.profile, resolveProfile(target.profile, world.config));
      profiles.set(target.profile, resolving);
      const profile = await resolving;
      if (target.id === undefined && profile.provider.id.required) throw missingId(profile);
      const plain = await limited(target.profile, connector.subject(target, profile));
      const subject = {
        ...plain,
        ...(target.ifNotFound !== undefined && { ifNotFound: target.ifNotFound }),
        warnings: [...(plain.warnings ?? []), ...doubts],
      };
      return {
        subject: past?.withEstimates(subject) ?? subject,
        options: optionsFor(profile, flags, once, world),
        source: profile.source,
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

/**
 * For `--verbose`: reports each file with a secret of these profiles that others may read, once.
 */
export async function warnOfExposedFiles(
  entries: Iterable<ProfileEntry>,
  { config, stderr }: { readonly config: ConfigWorld; readonly stderr: Pick<Writer, 'write'> },
): Promise<void> {
  const found = await Promise.all([...entries].map((entry) => exposedFiles(entry, config)));
  for (const [path, mode] of new Map(found.flat().map(({ path, mode }) => [path, mode]))) {
    const permissions = mode.toString(8).padStart(3, '0');
    stderr.write(
      `warning: the file ${plainText(path)} holds a secret and can be read by others (mode ${permissions}).\n`,
    );
  }
}
