import type { Preset } from '../http/api-description.ts';

const headers = { authorization: 'Bearer {accessToken}', 'x-api-key': '{apiKey}' };
const basic = '{username}:{password}';

const texts =
  "([status, state, jobStatus, job_status, importStatus, import_status][?type(@) == 'string'] | [0])";
const flags =
  "([done, finished, complete, completed, isDone, is_done, isFinished, is_finished][?type(@) == 'boolean'] | [0])";

/** In an envelope such as {"status": "success", "data": {…}}, the status is that of the call. */
const isEnvelope =
  '(contains(`["success", "Success", "SUCCESS", "ok", "OK"]`, status) && (type(data) == \'object\' || [job, task, import, result][?not_null(status, state)]))';

/** The object with the status of the job: the answer itself, or an object in it. */
const job = `[@, data.attributes, data, job, task, import, result][?(${texts} || type(${flags}) == 'boolean') && !${isEnvelope}] | [0]`;

/** Turns "In Progress" and "in-progress" into "in_progress". */
const word = `join('_', split(join('_', split(lower(trim(${texts})), ' ')), '-'))`;

/** The value of the first of these keys with a number or a text. */
const numberAt = (keys: string) =>
  `([${keys}][?contains(\`["number", "string"]\`, type(@))] | [0])`;

const failed = numberAt(
  'failed, failures, errors, failed_count, failedCount, error_count, errorCount, failed_rows, failedRows, failed_records, failedRecords, progress.failed, progress.errors, counts.failed, stats.failed',
);
const total = numberAt(
  'total, total_count, totalCount, total_rows, totalRows, total_records, totalRecords, total_items, totalItems, progress.total, counts.total, stats.total',
);
const processed = numberAt(
  'processed, processed_count, processedCount, processed_rows, processedRows, rows_processed, rowsProcessed, processed_records, processedRecords, records_processed, recordsProcessed, processed_items, processedItems, progress.processed, progress.current, counts.processed, stats.processed',
);
const completed = numberAt(
  'completed, done, succeeded, imported, completed_count, completedCount, success_count, successCount, succeeded_count, succeededCount, imported_count, importedCount, progress.completed, progress.done, progress.succeeded, counts.completed, counts.succeeded, counts.imported, stats.completed, stats.succeeded, stats.imported',
);

/** The statuses for each meaning. */
const statuses = {
  queued: `created submitted accepted received pending queued enqueued scheduled waiting
    not_started`,
  blocked: 'blocked paused on_hold suspended',
  running: `starting started running active processing in_progress working executing
    importing preparing uploading loading parsing validating finalizing retrying
    cancelling canceling stopping false`,
  succeeded: `succeeded success successful completed complete done finished processed
    imported true`,
  partial: `partial partial_success partially_succeeded partially_completed
    completed_with_errors finished_with_errors succeeded_with_errors
    completed_with_failures`,
  failed: 'failed failure error errored crashed rejected timed_out timeout',
  aborted: 'cancelled canceled aborted stopped terminated killed',
  'not-found': 'not_found',
} as const;

/** Also for statuses such as "InProgress", without the underscore. */
const wordsFor = (meaning: keyof typeof statuses) =>
  statuses[meaning].split(/\s+/).flatMap((word) => [word, word.replaceAll('_', '')]);

const words = Object.fromEntries(
  (Object.keys(statuses) as (keyof typeof statuses)[]).flatMap((meaning) =>
    wordsFor(meaning).map((word) => [word, meaning] as const),
  ),
);

/** For a job whose status shows only that it has ended: itself, and objects with its outcome. */
const partsWhere = (condition: string) =>
  `[@, result, outcome, conclusion, output, response, data, job, task, import][?type(@) == 'object' && (${condition})]`;

const hasOutcome = (meaning: 'aborted' | 'failed') =>
  `[status, state, outcome, conclusion, result][?type(@) == 'string' && contains(\`${JSON.stringify(wordsFor(meaning))}\`, lower(@))]`;

const isOneOf = (keys: string, value: string) => `[${keys}][?lower(to_string(@)) == '${value}']`;

/** An error such as 0, "none" or {"code": 0} is none. */
const hasError =
  '(type(error) == \'object\' ? values(error) : [error][])[?@ && !contains(`["0", "false", "null", "none", "no", "ok", "success"]`, lower(trim(to_string(@))))]';

const hasOnlyEnded = `(!(${texts}) || contains(\`["done", "finished", "complete", "completed", "processed"]\`, lower(trim(${texts}))))`;

const ids = 'id, uuid, jobId, job_id, taskId, task_id, importId, import_id';

export default () =>
  ({
    name: 'rest-job',
    title: 'Plain REST API jobs with a status and optional counts',
    docs: 'https://learn.microsoft.com/en-us/azure/architecture/patterns/asynchronous-request-reply',
    group: 'standards',
    id: {
      required: true,
      describe: 'id of the job, from the response to the call that started it',
      example: '1042',
    },
    idFrom: `not_null(${ids}, data.id, data.jobId, data.job_id, job.id, task.id, import.id)`,
    settings: {
      baseUrl: {
        describe: 'API address',
        required: true,
        example: 'https://api.example.com',
      },
      path: {
        describe: 'path of the jobs, up to the id',
        default: 'jobs',
        example: 'v1/imports',
        prompt: true,
      },
      suffix: { describe: 'path after the id', example: 'status', prompt: true },
      accessToken: {
        describe: 'token to send as Authorization: Bearer',
        secret: true,
        example: 'example-token',
      },
      apiKey: {
        describe:
          'key to send as X-API-Key, instead of accessToken. Put any other header under headers',
        secret: true,
        example: 'example-key',
      },
      username: { describe: 'username, instead of accessToken', example: 'watcher' },
      password: { describe: 'password for username', secret: true, example: 'example-password' },
    },
    atMostOneOf: [['accessToken', 'apiKey', 'username']],
    together: [['username', 'password']],
    variants: { suffix: { '': { request: { path: '/{+path}/{id}', headers, basic } } } },
    description: {
      request: { path: '/{+path}/{id}/{+suffix}', headers, basic },
      state: {
        from: `${job} | (${texts} && ${word}) || ${flags}`,
        words,
      },
      abortedWhen: `${job} | ${partsWhere(`${isOneOf('cancelled, canceled, aborted', 'true')} || ${hasOutcome('aborted')}`)}`,
      failedWhen: `${job} | ${partsWhere(`${isOneOf('success, successful, ok', 'false')} || ${isOneOf('failed', 'true')} || ${hasOutcome('failed')}`)} || (${hasOnlyEnded} && ${partsWhere(hasError)})`,
      // Not below the completed records, and not above the total.
      completed: `${job} | [${processed}, ${completed}, ${failed}, ${total}] | @[0] || (to_number(@[1]) >= \`0\` && max([sum([@[1]]), min([sum([@[1], (to_number(@[2]) >= \`0\` && @[2]) || \`0\`]), (to_number(@[3]) > \`0\` && to_number(@[3])) || \`1e15\`])]))`,
      total: `${job} | ${total}`,
      failed: `${job} | ${failed}`,
      percent: `${job} | ${numberAt('percent, percentage, percent_complete, percentComplete, percent_done, progress_percent, progressPercent, progress_percentage, progressPercentage, progress.percent, progress.percentage')} || (type(progress) == 'number' && progress > \`1\` && progress) || (type(progress) == 'string' && ends_with(progress, '%') && progress)`,
      message: `${job} | error.message || error.detail || error_message || errorMessage || (type(error) == 'string' && error) || (type(errors) == 'array' && (errors[*].message || errors)) || not_null(message, detail, reason, result.message, result.error.message, result.error)`,
      name: `${job} | not_null(name, fileName, file_name, filename)`,
      kind: `${job} | type`,
      startedAt: `${job} | not_null(startedAt, started_at, startTime, start_time, createdAt, created_at, created)`,
      updatedAt: `${job} | not_null(finishedAt, finished_at, completedAt, completed_at, endedAt, ended_at, updatedAt, updated_at, updated)`,
      // An error envelope: the call itself failed. A failed job has an id or counts.
      error: {
        when: `(status == 'error' || status == 'fail') && !(not_null(${ids})) && !([${total}, ${processed}, ${completed}][?@])`,
      },
    },
    hints: {
      'not-found': 'Check the id, and path and suffix in the profile.',
      'bad-answer':
        'Check baseUrl. If the API itself answers like this, describe it with provider: http (docs/any-api.md).',
    },
    unconfirmed: [
      'This preset knows common statuses and field names. If the API returns another status, importwatch warns you and keeps waiting. If a status of your API has another meaning, describe the API yourself (with the http provider).',
      'If an answer has the status success and a data object, success is the status of the call, not of the job. Likewise, without an id or counts, the status error is that of the call.',
      'If a job has ended, importwatch also looks for a failure in its result, outcome and data. The job failed if one of them has the status failed, an error, or a success field that is false.',
      "In some APIs, completed includes failed records. In others, it doesn't. importwatch adds the two, up to the total.",
    ],
  }) as const satisfies Preset;
