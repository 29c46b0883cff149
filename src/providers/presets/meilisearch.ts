import type { Preset } from '../http/api-description.ts';

export default {
  name: 'meilisearch',
  title: 'Meilisearch',
  docs: 'https://www.meilisearch.com/docs/reference/api/async-task-management/get-task',
  id: {
    required: true,
    describe: 'taskUid, from the answer of the call that added documents',
    example: '1',
  },
  settings: {
    baseUrl: {
      describe: 'address of the instance',
      required: true,
      example: 'https://search.example.com',
    },
    apiKey: {
      describe: 'key with the action tasks.get; an instance without a master key needs none',
      secret: true,
      example: 'example-key',
    },
  },
  description: {
    request: { path: '/tasks/{id}', headers: { authorization: 'Bearer {apiKey}' } },
    state: {
      from: 'status',
      words: {
        enqueued: 'queued',
        processing: 'running',
        succeeded: 'succeeded',
        failed: 'failed',
        canceled: 'aborted',
      },
    },
    completed: 'details.indexedDocuments',
    total: 'details.receivedDocuments',
    message: 'error.message',
    name: 'indexUid',
    kind: 'type',
    startedAt: 'startedAt',
    updatedAt: 'finishedAt || startedAt || enqueuedAt',
  },
  hints: {
    refused: 'Check apiKey: it needs the action tasks.get, and the index among its indexes.',
  },
} as const satisfies Preset;
