import type { Preset } from '../http/api-description.ts';

export default {
  name: 'hubspot',
  title: 'HubSpot imports',
  docs: 'https://developers.hubspot.com/docs/api-reference/crm-imports-v3/core/get-crm-v3-imports-importId',
  id: {
    required: true,
    describe: 'id of the import, from the answer of the call that started it',
    example: '1471',
  },
  settings: {
    baseUrl: {
      describe: 'address of the API',
      default: 'https://api.hubapi.com',
      example: 'https://api.hubapi.com',
    },
    accessToken: {
      describe: 'access token of a private app with the scope crm.import',
      secret: true,
      required: true,
      example: 'example-token',
    },
  },
  description: {
    request: {
      path: '/crm/v3/imports/{id}',
      headers: { authorization: 'Bearer {accessToken}' },
    },
    state: {
      from: 'state',
      words: {
        STARTED: 'queued',
        DEFERRED: 'queued',
        PROCESSING: 'running',
        DONE: 'succeeded',
        FAILED: 'failed',
        CANCELED: 'aborted',
        REVERTED: 'aborted',
      },
    },
    completed:
      'metadata.counters.not_null(CREATED_OBJECTS, UPDATED_OBJECTS) && sum(metadata.counters.[CREATED_OBJECTS, UPDATED_OBJECTS][?@])',
    name: 'importName',
    kind: 'importSource',
    startedAt: 'createdAt',
    updatedAt: 'updatedAt',
  },
  hints: { refused: 'Check accessToken and its scope crm.import.' },
  unconfirmed: [
    'Which counters there are besides CREATED_OBJECTS and UPDATED_OBJECTS: rows that failed are not counted here. See the errors of the import in HubSpot.',
    'An example in the documentation has the counters as a text; then there are no counts.',
    'What the words STARTED and DEFERRED mean beyond their names.',
  ],
} as const satisfies Preset;
