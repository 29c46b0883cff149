import { resolve } from 'node:path';
import { flagName } from '../../config/file/names.ts';
import { ImportwatchError } from '../../core/model/errors.ts';
import type { Warning } from '../../core/model/warning.ts';
import { keptOf } from '../../history/entries.ts';
import type { ResumeCommand } from '../../render/result/resume.ts';
import type { WatchFlags } from '../flags.ts';
import { endStream } from '../output/end-stream.ts';
import { createPresenter, isInteractive, type Presenter } from '../output/presenter.ts';
import { reportNotStarted } from '../output/report-not-started.ts';
import { showWatch } from '../output/show-watch.ts';
import {
  commandsAfter,
  endSideOutputs,
  openOnEnd,
  withSideOutputs,
} from '../output/side-outputs/side-outputs.ts';
import { connectImports, type SourcedImport } from '../watching/connect-imports.ts';
import { createProfileConnector } from '../watching/connect-profiles.ts';
import { flagsOfLast } from '../watching/history/last-wait.ts';
import { canResume, isHistoryOff } from '../watching/history/with-history.ts';
import { createLoadConfig } from '../watching/load-once.ts';
import { recordingOf } from '../watching/recording-of.ts';
import { createWaitFiles, type WaitFiles } from '../watching/wait-files.ts';
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
  let presenter: Presenter | undefined;
  const log = options.verbose ? (line: string) => presenter?.log(line) : undefined;
  const load = createLoadConfig(world);
  const files = createWaitFiles(options, once, load, world, log);
  try {
    await files.openGiven();
    const recording = await recordingOf(options, world);
    // `run` refuses it later.
    const resumes = options.last && command === undefined;
    const flags = resumes ? await flagsOfLast(files.readLast, given, options) : options;
    const found = await world.untilCrash(
      connectImports(
        given,
        flags,
        { once, files, load, startedAt, command },
        world,
        createProfileConnector(recording?.world ?? world, log),
      ),
    );
    const imports = recording ? withWarning(found, await recording.begin(found)) : found;
    const onlyNew = imports.some(({ options }) => options.startedSince !== undefined);
    const wantsFailed = !once && imports.some(({ options }) => options.failedTo !== undefined);
    const withRecords = wantsFailed ? await recordsOf(imports, files, world) : undefined;
    const past = isHistoryOff(flags, world) ? undefined : files.past;
    const isKept =
      past !== undefined && canResume(imports.map(({ connected }) => connected.target));
    const last = isKept && isInteractive(flags, world) && (await files.isFoundByLast());
    const { platform } = world;
    const again = resumeWith(onlyNew ? { ...flags, new: true } : flags);
    const resume = once ? null : { ...again, last, platform };
    const about = { once, resume, imports: imports.length };
    const { events } = files;
    presenter = await createPresenter({ ...flags, ...(events && { events }), ...about }, world);
    if (past) {
      const kept = imports.map(({ connected, source }) => ({ ...connected.target, source }));
      presenter = past.withJournal(presenter, kept, choiceOf(flags, world));
    }
    const some = (key: 'any' | 'failFast' | 'notify') =>
      !once && imports.some(({ options }) => options[key]);
    if (some('notify')) {
      const { withNotification } = await import('../output/with-notification.ts');
      presenter = withNotification(presenter, world);
    }
    const commands = once ? [] : imports.flatMap(({ options }) => options.onEnd ?? []);
    presenter = withSideOutputs(presenter, [...files.sides, ...(await openOnEnd(commands, world))]);
    const group = { any: some('any'), failFast: some('failFast') };
    if (recording) presenter = recording.presenter(presenter, flags);
    return await showWatch(imports, group, presenter, world, withRecords);
  } catch (error) {
    if (presenter !== undefined) throw error;
    if (options.json) endStream(error, world);
    const profiles = await files.openRest();
    const commands = once ? [] : commandsAfter(error, options, profiles, world);
    const sides = [...files.sides, ...(await openOnEnd(commands, world))];
    await reportNotStarted(error, options, world);
    await endSideOutputs(sides, error, world);
    // The stream has said it.
    const isTold = options.json && error instanceof ImportwatchError;
    if (isTold && error.code === 'not-started') return error.exitCode;
    throw error;
  }
}

async function recordsOf(imports: readonly SourcedImport[], { claim }: WaitFiles, world: World) {
  const { withFailedRecords } = await import('../failed-records/with-failed-records.ts');
  return withFailedRecords(imports, world, (path) => claim('failedTo', path));
}

/** The warning concerns all imports, so the first reports it. */
function withWarning(
  imports: readonly SourcedImport[],
  warning: Warning | undefined,
): readonly SourcedImport[] {
  const [first, ...others] = imports;
  if (warning === undefined || first === undefined) return imports;
  const { connected } = first;
  const warnings = [...(connected.warnings ?? []), warning];
  return [{ ...first, connected: { ...connected, warnings } }, ...others];
}

/** The options that a later wait in any folder needs. */
function choiceOf(flags: WatchFlags, { config: { cwd } }: World) {
  const kept = keptOf(flags);
  return kept.config === undefined ? kept : { ...kept, config: resolve(cwd, kept.config) };
}

/** The options that a command that resumes the wait repeats. */
function resumeWith(options: WatchFlags): ResumeCommand {
  const { config, provider, baseUrl, failOnPartial, ...gates } = keptOf(options);
  return {
    flags: asFlags({ config, provider, baseUrl }),
    gates: [...asFlags(gates), ...(failOnPartial === undefined ? [] : [flagName('failOnPartial')])],
    named: provider === undefined,
    onlyNew: Boolean(options.new),
  };
}

function asFlags(values: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : [flagName(key), value],
  );
}
