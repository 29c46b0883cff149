import { resolve } from 'node:path';
import { loadConfig } from '../../config/profile/load-config.ts';
import type { Profile } from '../../config/profile/profile.ts';
import { missingId } from '../../config/profile/target.ts';
import { unknownVariables } from '../../config/profile/unknown-variables.ts';
import type { ProfileEntry } from '../../config/schema/config.ts';
import { secretDoubts } from '../../config/secrets/secret-values.ts';
import type { Connector } from '../../core/http/connect.ts';
import { ImportwatchError } from '../../core/model/errors.ts';
import type { Warning } from '../../core/model/warning.ts';
import { abortable } from '../../core/ports/abort.ts';
import type { Watched } from '../../core/watch/watch-all.ts';
import { providers } from '../../providers/index.ts';
import { noFailedRecords } from '../failed/no-failed-records.ts';
import type { WatchFlags } from '../flags.ts';
import { endStream } from '../output/end-stream.ts';
import { createPresenter, isInteractive, type Presenter } from '../output/presenter.ts';
import { showWatch } from '../output/show-watch.ts';
import type { SideOutput } from '../output/side-outputs/side-output.ts';
import {
  commandsAfter,
  endSideOutputs,
  openOnEnd,
  openSideOutputs,
  withSideOutputs,
} from '../output/side-outputs/side-outputs.ts';
import { warnOfExposedFiles } from '../output/warn-of-exposed-files.ts';
import { createProfileConnector } from '../watching/connect-profiles.ts';
import { historyFileOf } from '../watching/history/read-journal.ts';
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
  const startedAt = world.clock.now();
  let sides: SideOutput[] = [];
  let presenter: Presenter | undefined;
  const log = options.verbose ? (line: string) => presenter?.log(line) : undefined;
  const warn = (sentence: string) => world.stderr.write(`importwatch: ${sentence}\n`);
  try {
    sides = await openSideOutputs(options, world);
    const recording = await recordingOf(options, world);
    const file = historyFileOf(options, world);
    const past = once ? undefined : await readPast(world, log, { file, warn });
    const flags = options.last ? flagsOfLast(past?.last, given, options) : options;
    const found = await importsOf(
      given,
      flags,
      { once, past, startedAt, command },
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
    const commands = once ? [] : imports.flatMap(({ options }) => options.onEnd ?? []);
    sides.push(...(await openOnEnd(commands, world)));
    presenter = withSideOutputs(presenter, sides);
    const group = { any: some('any'), failFast: some('failFast') };
    if (recording) presenter = recording.presenter(presenter, flags);
    return await showWatch(imports, group, presenter, world, withRecords);
  } catch (error) {
    if (presenter !== undefined) throw error;
    if (options.json) endStream(error, world);
    if (!once) sides.push(...(await openOnEnd(commandsAfter(error, options, world), world)));
    await endSideOutputs(sides, error, world);
    // The stream has said it.
    const isTold = options.json && error instanceof ImportwatchError;
    if (isTold && error.code === 'not-started') return error.exitCode;
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
  /** Epoch ms: what a clock time without a date follows. */
  readonly startedAt: number;
  /** The command that starts the imports. */
  readonly command: readonly string[] | undefined;
}

/** An import, and the file of its profile. */
type Found = Watched & { readonly source: string };

async function importsOf(
  given: readonly string[],
  flags: WatchFlags,
  { once, past, startedAt, command }: Asked,
  world: World,
  connector: Connector<Profile>,
): Promise<readonly Found[]> {
  const limited = <T>(source: ProfileEntry | string, reading: Promise<T>) =>
    abortable(
      once ? reading : withinLimit(reading, source, { flags, startedAt }, world),
      world.stop,
    );
  const config = await limited('The configuration', loadConfig(flags, providers, world.config));
  const resolve = createResolve(limited, world);
  const prepare = onceForEach(async (entry: ProfileEntry) => {
    const profile = await resolve(entry);
    optionsFor(profile, flags, { once, startedAt }, world);
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
      const options = optionsFor(profile, flags, { once, startedAt, ...target }, world);
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
