import type { Preset } from '../http/api-description.ts';

export default () =>
  ({
    name: 'meilisearch',
    title: 'Meilisearch',
    service: 'Meilisearch',
    docs: 'https://www.meilisearch.com/docs/reference/api/async-task-management/get-task',
    group: 'services',
    id: {
      required: true,
      describe: 'taskUid, from the response to the call that added documents',
      example: '1',
    },
    idFrom: 'taskUid',
    settings: {
      baseUrl: {
        describe: 'instance address',
        required: true,
        example: 'https://search.example.com',
      },
      apiKey: {
        describe: 'key with the tasks.get action (not needed without a master key)',
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
      // Without a limit, Meilisearch returns the first 20.
      many: {
        request: { path: '/tasks', query: { uids: '{ids}', limit: '100' } },
        items: 'results',
        id: 'uid',
      },
      // The counts of a task are null until its end. A batch of tasks has a percentage.
      also: {
        from: { batch: "status == 'processing' && batchUid" },
        request: { path: '/batches/{batch}' },
        percent: 'progress.percentage',
      },
      completed: 'details.indexedDocuments',
      total: 'details.receivedDocuments',
      message: 'error.message',
      name: 'indexUid',
      kind: 'type',
      startedAt: 'startedAt',
      updatedAt: 'finishedAt || startedAt || enqueuedAt',
      error: { message: 'message', code: 'code', words: { invalid_task_uids: 'not-found' } },
    },
    hints: {
      'not-found': 'Check the id. It is the taskUid, which is a number.',
      refused: 'Check apiKey, which needs the action tasks.get and access to the index.',
    },
    unconfirmed: ["Meilisearch doesn't report which documents failed."],
  }) as const satisfies Preset;
