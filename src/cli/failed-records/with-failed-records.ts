import { ImportwatchError } from '../../core/model/errors.ts';
import type { ResultEvent, WatchEvent } from '../../core/model/events.ts';
import { hasEnded } from '../../core/model/snapshot.ts';
import type { OwnWarning } from '../../core/model/warning.ts';
import { Stop } from '../../core/ports/abort.ts';
import type { Watched } from '../../core/watch/watch-all.ts';
import { inertWhereShown } from '../output/inert-records.ts';
import type { World } from '../world.ts';
import { failedFiles } from './failed-files.ts';
import { writeFailed } from './failed-records.ts';

/**
 * The same events. Before the last one, the failed records of the imports that have ended are
 * written to the files in their options. `claim` throws if a file has another use. A problem leads
 * to a warning, and never changes the exit code.
 */
export function withFailedRecords(
  imports: readonly Watched[],
  world: World,
  claim: (path: string) => void,
): (events: AsyncIterable<WatchEvent>) => AsyncIterable<WatchEvent> {
  const wanted = imports.map(({ connected, options: { failedTo } }) => ({
    target: connected.target,
    ...(failedTo !== undefined && { failedTo }),
  }));
  const files = failedFiles(wanted);
  for (const file of files) if (file !== undefined) claim(file);
  if (files.every((file) => file === undefined)) return (events) => events;

  async function* events(before: AsyncIterable<WatchEvent>): AsyncGenerator<WatchEvent, void> {
    const results: ResultEvent[] = [];
    for await (const event of before) {
      if (event.type === 'result') results.push(event);
      if (event.type === 'end') {
        yield* afterResults(results);
        yield { ...event, at: world.clock.now() };
      } else {
        yield event;
      }
    }
  }

  async function* afterResults(results: readonly ResultEvent[]): AsyncGenerator<WatchEvent, void> {
    for (const [index, { connected }] of imports.entries()) {
      const result = results.find(({ target }) => target === connected.target);
      const file = files[index];
      if (file === undefined || !result?.snapshot || !hasEnded(result.snapshot)) continue;
      yield* recordsOf(connected, file);
    }
  }

  async function* recordsOf(
    { target, failedRecords }: Watched['connected'],
    file: string,
  ): AsyncGenerator<WatchEvent, void> {
    if (failedRecords === undefined) return;
    const stamp = () => ({ at: world.clock.now(), target });
    try {
      const open = async () => inertWhereShown(await world.openRecordFile(file), world);
      const { bytes, count, cut, sample } = await writeFailed(
        failedRecords,
        file,
        open,
        world,
        world.stop,
      );
      const records = count === undefined ? {} : { records: count };
      yield { type: 'failed-records', ...stamp(), file, bytes, ...records, sample };
      if (cut !== undefined) yield { type: 'warning', ...stamp(), ...notAll(cut) };
    } catch (error) {
      yield { type: 'warning', ...stamp(), ...notWritten(error, file) };
    }
  }
  return events;
}

function notAll(message: string): OwnWarning {
  return { code: 'failed-records-cut', message };
}

function notWritten(error: unknown, file: string): OwnWarning {
  const why =
    error instanceof Stop
      ? 'You stopped it.'
      : error instanceof ImportwatchError
        ? [error.message, error.hint].filter(Boolean).join(' ')
        : 'Internal error.';
  return {
    code: 'failed-records-missing',
    message: `The failed records weren't written to ${file}. ${why}`,
  };
}
