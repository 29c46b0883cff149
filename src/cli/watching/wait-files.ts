import { configuredFile, givenFile, type WaitFile } from '../../config/profile/files/wait-file.ts';
import type { ProfileEntry } from '../../config/schema/config.ts';
import { ImportwatchError } from '../../core/model/errors.ts';
import type { WatchEntry } from '../../history/entries.ts';
import type { WatchFlags } from '../flags.ts';
import { type ClaimFile, createDistinctFiles } from '../output/side-outputs/distinct-files.ts';
import type { SideOutput } from '../output/side-outputs/side-output.ts';
import { openSideOutput } from '../output/side-outputs/side-outputs.ts';
import type { World } from '../world.ts';
import { configuredHistory, isFoundByLast } from './history/configured-history.ts';
import { isHistoryOff, type PastImports, readPast } from './history/with-history.ts';
import type { LoadConfig } from './load-once.ts';

type Profiles = readonly ProfileEntry[];

const sideFiles = ['events', 'metrics'] as const;

/** The files of one wait. The command line, the environment or its profiles name them. */
export interface WaitFiles {
  /** Outputs in addition to the usual one, as far as they are open. */
  readonly sides: readonly SideOutput[];
  /** Path of the file for events, once it is known. */
  readonly events: string | undefined;
  /** `undefined` until the history is read, and for `status`. */
  readonly past: PastImports | undefined;
  readonly claim: ClaimFile;
  /** Opens what the command line and the environment name. Rejects with `usage` for a file twice. */
  openGiven(): Promise<void>;
  /** Reads the history, and gives the wait that `--last` resumes. */
  readLast(): Promise<WatchEntry | undefined>;
  /** Tells how to find the profiles of a wait that fails before `open`. */
  expect(profiles: () => Profiles): void;
  /** Opens the files of the profiles of this wait. Rejects with `usage` if they disagree. */
  open(profiles: Profiles): Promise<void>;
  /** If nothing can be watched: opens what should say so, and gives the profiles as far as known. */
  openRest(): Promise<Profiles>;
  /** Whether `wait --last` without other options will find this wait. */
  isFoundByLast(): Promise<boolean>;
}

/** `log` receives problems with keeping the history. */
export function createWaitFiles(
  flags: WatchFlags,
  once: boolean,
  load: LoadConfig,
  world: World,
  log: ((line: string) => void) | undefined,
): WaitFiles {
  const { env, config } = world;
  const sides: SideOutput[] = [];
  const claim = createDistinctFiles(config.cwd);
  const paths: { events?: string; metrics?: string; historyFile?: string } = {};
  let past: PastImports | undefined;
  let expected = (): Profiles => [];

  /** A mistake in a profile is reported with all others of its file, when the profile is read. */
  function pathOf(key: WaitFile, profiles: Profiles): string | undefined {
    try {
      return (
        givenFile(key, flags, env) ?? (once ? undefined : configuredFile(key, profiles, config))
      );
    } catch (error) {
      if (error instanceof ImportwatchError && error.code === 'config') return undefined;
      throw error;
    }
  }

  async function openSide(key: 'events' | 'metrics', profiles: Profiles): Promise<void> {
    const path = paths[key] === undefined ? pathOf(key, profiles) : undefined;
    if (path === undefined) return;
    claim(key, path);
    paths[key] = path;
    sides.push(...(await openSideOutput(key, path, flags, world)));
  }

  async function openSides(profiles: Profiles): Promise<void> {
    for (const key of sideFiles) await openSide(key, profiles);
  }

  async function read(file: string | undefined): Promise<PastImports> {
    if (file !== undefined) {
      claim('historyFile', file);
      paths.historyFile = file;
    }
    const warn = (sentence: string) => world.stderr.write(`warning: ${sentence}\n`);
    past = await readPast(world, log, { file, warn });
    return past;
  }

  return {
    sides,
    get events() {
      return paths.events;
    },
    get past() {
      return past;
    },
    claim,
    async openGiven() {
      // All of them before the first is emptied.
      if (flags.junit !== undefined) claim('junit', flags.junit);
      const keys = once ? sideFiles : ([...sideFiles, 'historyFile', 'failedTo'] as const);
      for (const key of keys) {
        const path = givenFile(key, flags, env);
        if (path !== undefined) claim(key, path);
      }
      await openSides([]);
    },
    async readLast() {
      let problem: Error | undefined;
      const file =
        givenFile('historyFile', flags, env) ??
        (await configuredHistory(flags, [], load, world, (error) => {
          problem = error;
        }));
      const { last } = await read(file);
      // Whether there is a wait to resume isn't known then.
      if (last === undefined && problem) throw problem;
      return last;
    },
    expect(profiles) {
      expected = profiles;
    },
    async open(profiles) {
      expected = () => profiles;
      await openSides(profiles);
      const known = isHistoryOff(flags, world) ? [] : profiles;
      if (!once && past === undefined) await read(pathOf('historyFile', known));
    },
    async openRest() {
      const profiles = expected();
      for (const key of sideFiles) {
        await openSide(key, profiles).catch(() => {});
      }
      return profiles;
    },
    isFoundByLast: () => isFoundByLast(paths.historyFile, flags, load, world),
  };
}
