import type { FailedRecords } from '../../../core/model/records/failed-records.ts';
import type { ByteSink } from '../../../core/ports/send.ts';
import type { ApiRequest } from '../../../core/provider/api-request.ts';
import type { Json } from '../../../core/text/json.ts';
import { isTrue } from '../expression/expression.ts';
import { requestOf, withLoginOf } from '../request/described-request.ts';
import type { Names } from '../request/template.ts';
import { createFailedLines } from './failed-lines.ts';
import type { FailedRecordsOptions } from './failed-records-options.ts';
import { writeLinkedFile } from './link.ts';
import { writePages, writeRecords } from './pages.ts';

/**
 * Writes the failed records of one import as its description says. Records found by an expression
 * become one line of JSON each. Everything else is written unchanged.
 */
export async function writeFailedRecords(
  options: FailedRecordsOptions,
  names: Names,
  to: ByteSink,
  signal: AbortSignal,
): Promise<FailedRecords> {
  const { description, look, poll } = options;
  const { records, request, only } = description.failedRecords ?? {};
  const question = request && questionOf(options, names);
  if (records !== undefined) {
    if (question) return writePages(question, options, to, signal);
    const found = look('failedRecords.records', await poll(signal));
    const { count } = await writeRecords(found, to, options);
    return { count };
  }
  const isFailed = (body: Json) => isTrue(look('failedRecords.only', { status: 200, body }));
  const lines = only === undefined ? undefined : createFailedLines(to, isFailed);
  const into = lines ?? to;
  if (question) await options.client({ ...question, into }, signal);
  else if (!(await writeLinkedFile(await poll(signal), options, names, into, signal))) {
    return { count: 0 };
  }
  return lines ? { count: await lines.end() } : {};
}

/** Uses the login of the first request unless the description gives another. */
function questionOf(
  { description, errorMapping, baseUrl }: FailedRecordsOptions,
  names: Names,
): ApiRequest {
  const { request, failedRecords } = description;
  const own = withLoginOf(request, failedRecords?.request ?? request);
  return { ...requestOf(own, names, baseUrl), errorMapping: () => errorMapping };
}
