import { ImportwatchError } from '../../core/model/errors.ts';
import type { FailedRecords } from '../../core/model/records/failed-records.ts';
import { createSanitizer } from '../../core/model/sanitize.ts';
import { done } from '../../core/ports/abort.ts';
import type { RecordFile } from '../../core/ports/record-file.ts';
import type { ByteSink } from '../../core/ports/send.ts';
import { createRecordWriter, type RecordWriter } from '../../core/records/record-writer.ts';
import { cannotWrite } from '../cannot-write.ts';
import type { World } from '../world.ts';

/** Failed records that have been written. */
export interface WrittenRecords {
  readonly bytes: number;
  /** How many, if they were counted. */
  readonly count?: number;
  /** Why they aren't all there: a sentence. */
  readonly cut?: string;
  /** The first lines, fit to be shown. */
  readonly sample: readonly string[];
}

type Read = (to: ByteSink, signal: AbortSignal) => Promise<FailedRecords>;

const tries = 3;
/** For all tries together. Each answer also has its own deadline. */
const mostMs = 30 * 60_000;
const shownLength = 300;

/**
 * Writes failed records to a file or, without a path, to stdout. Tries again if the service can't
 * answer now, unless some of them have left for stdout. Rejects with an `ImportwatchError`, or with
 * the reason of the signal.
 */
export async function writeFailed(
  read: Read,
  path: string | undefined,
  open: () => Promise<RecordFile>,
  { clock, redactor }: Pick<World, 'clock' | 'redactor'>,
  stop: AbortSignal,
): Promise<WrittenRecords> {
  const over = new AbortController();
  const inTime = new AbortController();
  clock.sleep(mostMs, inTime.signal).then(
    () => over.abort(tooSlow),
    () => {},
  );
  const signal = AbortSignal.any([stop, over.signal]);
  try {
    for (let attempt = 1; ; attempt++) {
      const file = inWords(await opened(open, path), path);
      const writer = createRecordWriter(file, { redact: redactor.redactLine });
      try {
        const found = await read(writer, signal);
        await writer.end();
        await file.commit();
        return written(writer, found, createSanitizer(redactor).text);
      } catch (error) {
        await file.discard();
        signal.throwIfAborted();
        const passes = error instanceof ImportwatchError && error.transient;
        const isUntouched = path !== undefined || writer.bytes === 0;
        if (!passes || !isUntouched || attempt >= tries) throw error;
        await clock.sleep(1000 * attempt, signal);
      }
    }
  } finally {
    inTime.abort(done);
  }
}

function written(
  writer: RecordWriter,
  { count, isCut }: FailedRecords,
  sanitize: (raw: string, maxLength: number) => string,
): WrittenRecords {
  const { bytes } = writer;
  const cut = writer.isCut
    ? `Only the first ${Math.round(bytes / 1024 / 1024)} MiB of failed records were written. The service has more.`
    : isCut
      ? `Only the first ${count} failed records were written. The service has more pages.`
      : undefined;
  const sample = writer.sample().map((line) => sanitize(line, shownLength));
  return {
    bytes,
    sample,
    ...(count !== undefined && !writer.isCut && { count }),
    ...(cut && { cut }),
  };
}

async function opened(
  open: () => Promise<RecordFile>,
  path: string | undefined,
): Promise<RecordFile> {
  return open().catch((error: Error) => {
    throw fileError(error, path);
  });
}

/** The same file. Its errors say which file it is. */
function inWords(file: RecordFile, path: string | undefined): RecordFile {
  const named = async <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: Error) => {
      throw fileError(error, path);
    });
  return {
    write: (bytes) => named(file.write(bytes)),
    commit: () => named(file.commit()),
    discard: () => file.discard().catch(() => {}),
  };
}

function fileError({ message }: Error, path = 'stdout'): ImportwatchError {
  return new ImportwatchError('usage', cannotWrite(path, message));
}

const tooSlow = new ImportwatchError(
  'no-reply',
  `The service took more than ${mostMs / 60_000} minutes to send the failed records.`,
  { hint: 'Get them from the service itself.' },
);
