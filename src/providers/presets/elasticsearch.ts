import type { Preset } from '../http/api-description.ts';

/** At the top in an answer of _reindex, and below task in one of _tasks. */
const status = 'not_null(task.status, status)';

/** Rejected documents. Version conflicts are left out, because the status counts them too. */
const refused = 'length(not_null(response.failures, `[]`)[?cause && status != `409`])';

const wasCanceled = `cancelled || task.cancelled || ${status}.canceled || response.canceled || error.type == 'task_cancelled_exception'`;

export default () =>
  ({
    name: 'elasticsearch',
    title: 'Elasticsearch, OpenSearch',
    service: 'Elasticsearch',
    docs: 'https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-tasks-get',
    group: 'services',
    id: {
      required: true,
      describe:
        'task, from the response to a reindex or similar call with wait_for_completion=false',
      example: 'r1A2WoRbTwKZ516z6NEs5A:36619',
    },
    idFrom: 'task',
    settings: {
      baseUrl: {
        describe: 'cluster address',
        required: true,
        example: 'https://es.example.com:9200',
      },
      apiKey: {
        describe: 'encoded API key with the monitor cluster privilege',
        secret: true,
        example: 'example-key',
      },
      api: {
        describe:
          'API to poll: _tasks, or _reindex of Elasticsearch 9.5 and later, which works even if a reindex moves to another node',
        choices: ['_tasks', '_reindex'],
        default: '_tasks',
      },
      username: { describe: 'username, instead of apiKey', example: 'watcher' },
      password: { describe: 'password for username', secret: true, example: 'example-password' },
    },
    atMostOneOf: [['apiKey', 'username']],
    together: [['username', 'password']],
    description: {
      request: {
        path: '/{api}/{id}',
        headers: { authorization: 'ApiKey {apiKey}' },
        basic: '{username}:{password}',
      },
      state: {
        from: `completed && (${wasCanceled}) ? 'canceled' : completed`,
        words: { true: 'succeeded', false: 'running', canceled: 'aborted' },
      },
      // According to the documentation, a task with failures "ended abnormally". In a merge that
      // failed in some shards, failures are failed records instead.
      failedWhen:
        'error || response.failures[0] || response.timed_out || (response._shards.failed > `0` && response._shards.successful == `0`)',
      completed: `response._shards ? sum(response._shards.[successful, failed][]) : (${status}.total && sum([${status}.[created, updated, deleted, noops, version_conflicts], ${refused}][]))`,
      total: `response._shards.total || ${status}.total`,
      failed: `response._shards ? response._shards.failed : (${status}.total && sum([${status}.version_conflicts, ${refused}][]))`,
      message: `error.reason || response.failures[*].not_null(cause.reason, reason.reason) || response._shards.failures[*].reason.reason || response.canceled || ${status}.canceled`,
      failedRecords: { records: 'response.failures || response._shards.failures' },
      name: 'not_null(task.description, description)',
      kind: 'task.action',
      startedAt: 'not_null(task.start_time_in_millis, start_time_in_millis)',
      error: {
        when: "error.type == 'task_relocated_exception'",
        code: 'error.type',
        words: { task_relocated_exception: 'superseded' },
        message:
          "(error.relocated_task_id && join('', ['The task continues as ', error.relocated_task_id])) || error.reason || error",
      },
      // "malformed task id"
      statuses: { 400: 'not-found' },
    },
    meanings: { superseded: 'has moved this task to another node' },
    hints: {
      superseded: 'Watch the task under its new id, or set api to _reindex in the profile.',
      refused: 'The user or key needs the cluster privilege monitor.',
      'not-found':
        'Check the id (node:number). Elasticsearch has no record of a task that ran with wait_for_completion=true or was deleted.',
    },
    unconfirmed: [
      "Version conflicts count as failed: with conflicts=proceed, these documents aren't written.",
      'For a sliced task, the counts include only complete slices.',
    ],
  }) as const satisfies Preset;
