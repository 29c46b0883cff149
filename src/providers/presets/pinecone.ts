import type { Preset } from '../http/api-description.ts';

export default () =>
  ({
    name: 'pinecone',
    title: 'Pinecone bulk imports',
    service: 'Pinecone',
    docs: 'https://docs.pinecone.io/reference/api/2025-10/data-plane/describe_import',
    group: 'services',
    id: {
      required: true,
      describe: 'id of the import, from the response to the call that started it',
      example: '101',
    },
    idFrom: 'id',
    settings: {
      baseUrl: {
        describe: 'index host',
        required: true,
        example: 'https://example-abc123.svc.us-east-1.pinecone.io',
      },
      apiKey: {
        describe: 'API key of the project',
        secret: true,
        required: true,
        example: 'example-key',
      },
      apiVersion: { describe: 'API version', default: '2025-10', example: '2025-10' },
    },
    description: {
      request: {
        path: '/bulk/imports/{id}',
        headers: { 'api-key': '{apiKey}', 'x-pinecone-api-version': '{apiVersion}' },
      },
      state: {
        from: 'status',
        words: {
          Pending: 'queued',
          InProgress: 'running',
          Completed: 'succeeded',
          Failed: 'failed',
          Cancelled: 'aborted',
        },
      },
      // The specification uses camelCase, and an example on the page snake_case.
      completed: 'not_null(recordsImported, records_imported)',
      percent: 'not_null(percentComplete, percent_complete)',
      message: 'error',
      name: 'uri',
      startedAt: 'not_null(createdAt, created_at)',
      updatedAt: 'not_null(finishedAt, finished_at)',
      // The id is the only input of the call.
      statuses: { 400: 'not-found' },
    },
    hints: {
      refused: 'Check that apiKey belongs to the project of the index.',
      'not-found': 'Check the id, such as 101, and that baseUrl is the host of its index.',
    },
    unconfirmed: ["Pinecone doesn't report which records failed."],
  }) as const satisfies Preset;
