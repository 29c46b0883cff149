import { ImportwatchError } from '../../../core/model/errors.ts';
import type { FailedRecords } from '../../../core/model/records/failed-records.ts';
import type { ByteSink } from '../../../core/ports/send.ts';
import type { Answer, ApiRequest } from '../../../core/provider/api-request.ts';
import { inert } from '../../../core/text/inert-json.ts';
import { asText, type Json, writtenValues } from '../../../core/text/json.ts';
import type { FailedRecordsOptions } from './failed-records-options.ts';
import { fromService, isNone, wrongKind } from './found-value.ts';

const mostPages = 1000;

type Query = Readonly<Record<string, string>>;

/** Writes the records of each page for as long as a page names the next one. */
export async function writePages(
  question: ApiRequest,
  options: FailedRecordsOptions,
  to: ByteSink,
  signal: AbortSignal,
): Promise<FailedRecords> {
  const { client, look } = options;
  let count = 0;
  let query: Query = question.query ?? {};
  for (let page = 0; page < mostPages; page++) {
    const answer = await client({ ...question, query }, signal);
    const written = await writeRecords(look('failedRecords.records', answer), to, options);
    count += written.count;
    const next = nextQuery(answer, options);
    if (next === undefined || !written.hasRoom) return { count };
    const isSame = Object.entries(next).every(([name, value]) => query[name] === value);
    if (isSame) throw samePage(options);
    query = { ...query, ...next };
  }
  return { count, isCut: true };
}

/** The parameters of the next page, or undefined after the last. */
function nextQuery(answer: Answer, options: FailedRecordsOptions) {
  const { description, look } = options;
  const names = Object.keys(description.failedRecords?.next ?? {});
  const query: Record<string, string> = {};
  for (const name of names) {
    const key = `failedRecords.next.${name}`;
    const value = look(key, answer);
    if (isNone(value)) return undefined;
    const text = asText(value);
    if (text === undefined) throw wrongKind(key, value, 'text or a number', options);
    query[name] = text;
  }
  return names.length === 0 ? undefined : query;
}

/** Writes one line per record, and returns their number and whether more are needed. */
export async function writeRecords(
  value: Json,
  to: ByteSink,
  options: Pick<FailedRecordsOptions, 'isOwn'>,
): Promise<{ readonly count: number; readonly hasRoom: boolean }> {
  if (!isNone(value) && !Array.isArray(value)) {
    throw wrongKind('failedRecords.records', value, 'a list', options);
  }
  const records = Array.isArray(value) ? value : [];
  const lines = writtenValues(records).map((record) => `${inert(record)}\n`);
  const hasRoom = lines.length === 0 || (await to.write(Buffer.from(lines.join(''))));
  return { count: lines.length, hasRoom };
}

function samePage({ isOwn }: Pick<FailedRecordsOptions, 'isOwn'>): ImportwatchError {
  return new ImportwatchError(
    'bad-answer',
    'The service returned the same page of failed records again.',
    {
      hint: isOwn
        ? 'Check failedRecords.next. It must find the parameters of the next page.'
        : fromService,
    },
  );
}
