import { loadConfig } from '../../config/profile/load-config.ts';
import { missingId } from '../../config/profile/target.ts';
import { ImportwatchError } from '../../core/model/errors.ts';
import { hasEnded, type ImportSnapshot } from '../../core/model/snapshot.ts';
import type { ConnectedImport } from '../../core/pacing/connected-import.ts';
import { abortable } from '../../core/ports/abort.ts';
import { plainText } from '../../core/text/text.ts';
import { providers } from '../../providers/index.ts';
import { failedRecordsWords, stateWords, targetName } from '../../render/text/words.ts';
import { writeFailed } from '../failed-records/failed-records.ts';
import { atStart, unreportedRecords } from '../failed-records/no-failed-records.ts';
import type { CommonFlags } from '../flags.ts';
import { inertWhereShown } from '../output/inert-records.ts';
import { createProfileConnector } from '../watching/connect-profiles.ts';
import { createResolve } from '../watching/resolve-once.ts';
import { targetsOf } from '../watching/targets.ts';
import type { World } from '../world.ts';

export type FailedFlags = Pick<
  CommonFlags,
  'profile' | 'config' | 'provider' | 'baseUrl' | 'verbose'
> & { readonly output?: string };

/** Prints the failed records of an import on stdout, or writes them to a file. */
export async function failed(given: string, flags: FailedFlags, world: World): Promise<void> {
  const say = (line: string) => world.stderr.write(`${line}\n`);
  const connected = await abortable(connectImport(given, flags, world, say), world.stop);
  const { target, failedRecords, poll, warnings = [] } = connected;
  const name = targetName(target);
  for (const { message } of warnings) say(`warning: ${name}: ${plainText(message)}`);
  if (failedRecords === undefined) throw unreportedRecords(connected);
  const path = flags.output === '-' ? undefined : flags.output;
  let snapshot: ImportSnapshot | undefined;
  const written = await writeFailed(
    async (to, signal) => {
      snapshot ??= await poll(signal);
      if (snapshot.state === 'not-found') throw unknown(name, connected.service);
      return failedRecords(to, signal);
    },
    path,
    async () => inertWhereShown(await world.openRecordFile(path), world),
    world,
    world.stop,
  );
  const { bytes, count, cut } = written;
  if (snapshot && !hasEnded(snapshot)) {
    say(`warning: ${name}: The import is ${stateWords(snapshot)}. More records may fail.`);
  }
  if (cut !== undefined) say(`warning: ${name}: ${cut}`);
  if (path !== undefined) {
    const records = count === undefined ? {} : { records: count };
    say(`${name}: ${failedRecordsWords({ file: path, bytes, ...records })}`);
  } else if (bytes === 0) say(`${name}: no failed records`);
}

async function connectImport(
  given: string,
  flags: FailedFlags,
  world: World,
  say: (line: string) => void,
): Promise<ConnectedImport> {
  const { config } = world;
  const resolveOnce = createResolve((_entry, reading) => reading, world);
  const loaded = await loadConfig(flags, providers, config);
  const [target, ...others] = await targetsOf([given], loaded, flags, world, resolveOnce);
  if (target === undefined || others.length > 0) throw onlyOne();
  const profile = await resolveOnce(target.profile);
  if (target.id === undefined && profile.provider.id.required) throw missingId(profile);
  const connector = createProfileConnector(world, flags.verbose ? say : undefined);
  return connector.connect(target, profile);
}

function onlyOne(): ImportwatchError {
  return new ImportwatchError('usage', 'failed takes only one import.', {
    hint: 'For several, use a loop, or importwatch wait --failed-to failed-{id}.csv',
  });
}

function unknown(name: string, service: string): ImportwatchError {
  return new ImportwatchError('not-found', `${atStart(service)} does not know ${name}.`, {
    hint: 'Check the id, and that the profile points to the service that runs the import.',
  });
}
