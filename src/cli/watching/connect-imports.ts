import type { Profile } from '../../config/profile/profile.ts';
import { missingId, profileOfTarget } from '../../config/profile/target.ts';
import { unknownVariables } from '../../config/profile/unknown-variables.ts';
import type { ProfileEntry } from '../../config/schema/config.ts';
import { secretDoubts } from '../../config/secrets/secret-values.ts';
import type { Connector } from '../../core/http/connector.ts';
import { abortable } from '../../core/ports/abort.ts';
import type { Watched } from '../../core/watch/watch-all.ts';
import { providers } from '../../providers/index.ts';
import { noFailedRecords } from '../failed-records/no-failed-records.ts';
import type { WatchFlags } from '../flags.ts';
import { warnOfExposedFiles } from '../output/warn-of-exposed-files.ts';
import type { World } from '../world.ts';
import { profilesOfLast, targetsOfLast } from './history/last-wait.ts';
import type { LoadConfig } from './load-once.ts';
import { createResolve, onceForEach } from './resolve-once.ts';
import { targetsOf } from './targets.ts';
import type { WaitFiles } from './wait-files.ts';
import { optionsFor } from './watch-options.ts';
import { type ProfilePart, withinLimit } from './within-limit.ts';

interface ConnectOptions {
  readonly once: boolean;
  readonly files: WaitFiles;
  readonly load: LoadConfig;
  /** Epoch ms. A clock time without a date is the next one after this. */
  readonly startedAt: number;
  /** The command that starts the imports. */
  readonly command: readonly string[] | undefined;
}

/** An import, and the file of its profile. */
export type SourcedImport = Watched & { readonly source: string };

/** The imports that a command line or the last wait names, or that a command has started. */
export async function connectImports(
  given: readonly string[],
  flags: WatchFlags,
  { once, files, load, startedAt, command }: ConnectOptions,
  world: World,
  connector: Connector<Profile>,
): Promise<readonly SourcedImport[]> {
  const limited = <T>(source: ProfilePart | string, reading: Promise<T>) =>
    abortable(
      once ? reading : withinLimit(reading, source, { flags, startedAt }, world),
      world.stop,
    );
  const config = await limited('The configuration', load(flags));
  const lastTargets = () => files.past?.last?.targets ?? [];
  files.expect(() => {
    if (command) return [];
    if (flags.last) return profilesOfLast(lastTargets(), config);
    const words = given.length > 0 ? given : [undefined];
    return words.flatMap(
      (word) => profileOfTarget(word, config, { flag: flags.profile }, world.env) ?? [],
    );
  });
  const resolve = createResolve(limited, world);
  const prepare = onceForEach(async (entry: ProfileEntry) => {
    const profile = await resolve(entry);
    optionsFor(profile, flags, { once, startedAt }, world);
    await limited({ entry, part: 'caFile' }, connector.connection(profile));
    return profile;
  });
  const starting = async (command: readonly string[]) => {
    const { startImport } = await import('../ids/start-import.ts');
    return startImport({ given, command }, config, flags, world, async (entry) => {
      await files.open([entry]);
      return prepare(entry);
    });
  };
  const targets = command
    ? await starting(command)
    : flags.last
      ? targetsOfLast(lastTargets(), config)
      : await limited('Standard input', targetsOf(given, config, flags, world, resolve));
  await files.open(targets.map(({ profile }) => profile));
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
      const plain = await connector.connect(target, profile);
      const options = optionsFor(profile, flags, { once, startedAt, ...target }, world);
      const connected = {
        ...plain,
        ...(target.ifNotFound !== undefined && { ifNotFound: target.ifNotFound }),
        warnings: [
          ...(plain.warnings ?? []),
          ...doubts,
          ...(once ? [] : noFailedRecords(plain, options.failedTo)),
        ],
      };
      return {
        connected: files.past?.withPast(connected) ?? connected,
        options,
        source: profile.source,
      };
    }),
  );
  if (flags.verbose) await warnOfExposedFiles(entries, world);
  return imports;
}
