import { resolve } from 'node:path';
import type { ConfigWorld } from '../../config/file/world.ts';
import { loadConfig } from '../../config/profile/load-config.ts';
import type { Profile } from '../../config/profile/profile.ts';
import { missingId } from '../../config/profile/target.ts';
import { unknownVariables } from '../../config/profile/unknown-variables.ts';
import type { ProfileEntry } from '../../config/schema/config.ts';
import { exposedFiles } from '../../config/secrets/exposed-files.ts';
import { secretDoubts } from '../../config/secrets/secret-values.ts';
import type { Connector } from '../../core/http/connect.ts';
import { ImportwatchError } from '../../core/model/errors.ts';
import type { Warning } from '../../core/model/warning.ts';
import { abortable } from '../../core/ports/abort.ts';
import type { Writer } from '../../core/ports/writer.ts';
import { plainText } from '../../core/text/text.ts';
import type { Watched } from '../../core/watch/watch-all.ts';
import { providers } from '../../providers/index.ts';
import { noFailedRecords } from '../failed/no-failed-records.ts';
import type { WatchFlags } from '../flags.ts';
import { endStream } from '../output/end-stream.ts';
import { createPresenter, isInteractive, type Presenter } from '../output/presenter.ts';
import { showWatch } from '../output/show-watch.ts';
import { createProfileConnector } from '../watching/connect-profiles.ts';
import { flagsOfLast, targetsOfLast } from '../watching/last-wait.ts';
import { recordingOf } from '../watching/recording-of.ts';
import { createResolve, onceForEach } from '../watching/resolve-once.ts';
import { resumeWith } from '../watching/resume-with.ts';
import { targetsOf } from '../watching/targets.ts';
import { optionsFor } from '../watching/watch-options.ts';
import { isHistoryOff, mostKept, type PastImports, readPast } from '../watching/with-history.ts';
import { withinLimit } from '../watching/within-limit.ts';
import type { World } from '../world.ts';

/** `status` (once), `wait` and, with a command, `run`. Returns the exit code. */
export async function watchTargets(
  given: readonly string[],
  options: WatchFlags,
  once: boolean,
  world: World,
  command?: readonly string[],
): Promise<number> {
  let presenter: Presenter | undefined;
  const log = options.verbose ? (line: string) => presenter?.log(line) : undefined;
  try {
    const recording = await recordingOf(options, world);
    const past = once ? undefined : await readPast(world, log);
    const flags = options.last ? flagsOfLast(past?.last, given, options) : options;
    const found = await importsOf(
      given,
      flags,
      { once, past, command },
      world,
      createProfileConnector(recording?.world ?? world, log),
    );
    const imports = recording ? withWarning(found, await recording.begin(found)) : found;
    const onlyNew = imports.some(({ options }) => options.startedSince !== undefined);
    const wantsFailed = !once && imports.some(({ options }) => options.failedTo !== undefined);
    const withRecords = wantsFailed ? await recordsOf(imports, world) : undefined;
    const isKept = past !== undefined && !isHistoryOff(flags, world);
    const last = isKept && imports.length <= mostKept && isInteractive(flags, world);
    const resume = once ? null : { ...resumeWith(onlyNew ? { ...flags, new: true } : flags), last };
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
    if (recording) presenter = recording.presenter(presenter, flags);
    return await showWatch(imports, group, presenter, world, withRecords);
  } catch (error) {
    if (!options.json || presenter !== undefined) throw error;
    endStream(error, world);
    // The stream has said it.
    if (error instanceof ImportwatchError && error.code === 'not-started') return error.exitCode;
    throw error;
  }
}

async function recordsOf(imports: readonly Found[], world: World) {
  const { withFailedRecords } = await import('../failed/with-failed-records.ts');
  return withFailedRecords(imports, world);
}

/** The warning concerns all imports, so the first reports it. */
function withWarning(imports: readonly Found[], warning: Warning | undefined): readonly Found[] {
  const [first, ...others] = imports;
  if (warning === undefined || first === undefined) return imports;
  const { subject } = first;
  const warnings = [...(subject.warnings ?? []), warning];
  return [{ ...first, subject: { ...subject, warnings } }, ...others];
}

/** How the configuration was chosen, for a later wait in any folder. */
function choiceOf({ config, provider, baseUrl }: WatchFlags, { config: { cwd } }: World) {
  return {
    ...(config !== undefined && { config: resolve(cwd, config) }),
    ...(provider !== undefined && { provider }),
    ...(baseUrl !== undefined && { baseUrl }),
  };
}

interface Asked {
  readonly once: boolean;
  readonly past: PastImports | undefined;
  /** The command that starts the imports. */
  readonly command: readonly string[] | undefined;
}

/** An import, and the file of its profile. */
type Found = Watched & { readonly source: string };

async function importsOf(
  given: readonly string[],
  flags: WatchFlags,
  { once, past, command }: Asked,
  world: World,
  connector: Connector<Profile>,
): Promise<readonly Found[]> {
  const limited = <T>(source: ProfileEntry | string, reading: Promise<T>) =>
    abortable(once ? reading : withinLimit(reading, source, flags, world), world.stop);
  const config = await limited('The configuration', loadConfig(flags, providers, world.config));
  const resolve = createResolve(limited, world);
  const prepare = onceForEach(async (entry: ProfileEntry) => {
    const profile = await resolve(entry);
    optionsFor(profile, flags, { once }, world);
    await limited(entry, connector.connection(profile));
    return profile;
  });
  const starting = async (command: readonly string[]) => {
    const { startImport } = await import('../starting/start-import.ts');
    return startImport({ given, command }, config, flags, world, prepare);
  };
  const targets = command
    ? await starting(command)
    : flags.last
      ? targetsOfLast(past?.last?.targets ?? [], config)
      : await limited('Standard input', targetsOf(given, config, flags, world, resolve));
  const entries = new Set<ProfileEntry>();
  const imports = await Promise.all(
    targets.map(async (target, index) => {
      const doubts = [
        ...(index === 0 ? unknownVariables(world.env, providers) : []),
        ...(entries.has(target.profile) ? [] : secretDoubts(target.profile)),
        ...(target.warnings ?? []),
      ];
      entries.add(target.profile);
      const profile = await resolve(target.profile);
      if (target.id === undefined && profile.provider.id.required) throw missingId(profile);
      await prepare(target.profile);
      const plain = await connector.subject(target, profile);
      const options = optionsFor(profile, flags, { once, ...target }, world);
      const subject = {
        ...plain,
        ...(target.ifNotFound !== undefined && { ifNotFound: target.ifNotFound }),
        warnings: [
          ...(plain.warnings ?? []),
          ...doubts,
          ...(once ? [] : noFailedRecords(plain, options.failedTo)),
        ],
      };
      return {
        subject: past?.withEstimates(subject) ?? subject,
        options,
        source: profile.source,
      };
    }),
  );
  if (flags.verbose) await warnOfExposedFiles(entries, world);
  return imports;
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
