import type { Preset } from '../http/api-description.ts';

export default {
  name: 'elasticsearch',
  title: 'Elasticsearch, OpenSearch',
  docs: 'https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-tasks-get',
  id: {
    required: true,
    describe: 'task, from the answer of a reindex (or the like) with wait_for_completion=false',
    example: 'r1A2WoRbTwKZ516z6NEs5A:36619',
  },
  settings: {
    baseUrl: {
      describe: 'address of the cluster',
      required: true,
      example: 'https://es.example.com:9200',
    },
    apiKey: {
      describe: 'encoded API key with the cluster privilege monitor',
      secret: true,
      example: 'example-key',
    },
    username: { describe: 'instead of apiKey: name of a user', example: 'watcher' },
    password: { describe: '… and the password', secret: true, example: 'example-password' },
  },
  description: {
    request: {
      path: '/_tasks/{id}',
      headers: { authorization: 'ApiKey {apiKey}' },
      basic: '{username}:{password}',
    },
    state: {
      from: "completed && (task.cancelled || response.canceled) ? 'canceled' : completed",
      words: { true: 'succeeded', false: 'running', canceled: 'aborted' },
    },
    failedWhen: 'error || response.failures[0] || response.timed_out',
    completed:
      'task.status.total && sum(task.status.[created, updated, deleted, noops, version_conflicts][?@])',
    total: 'task.status.total',
    failed: 'length(response.failures)',
    message: 'error.reason || response.failures[*].cause.reason || response.canceled',
    name: 'task.description',
    kind: 'task.action',
    startedAt: 'task.start_time_in_millis',
    error: { message: 'error.reason || error' },
  },
  hints: {
    refused: 'The user or key needs the cluster privilege monitor.',
    'not-found':
      'Check the id, node:number. The record of a task that ran with wait_for_completion=true, or was deleted, is gone.',
  },
  unconfirmed: [
    'That a task which was cancelled says so in task.cancelled or response.canceled.',
    'OpenSearch was not looked up; its task API began as that of Elasticsearch.',
    'Of a task in slices, the counts are those of the slices that are complete.',
  ],
} as const satisfies Preset;
