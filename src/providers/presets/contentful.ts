import type { Preset } from '../http/api-description.ts';

export default {
  name: 'contentful',
  title: 'Contentful bulk actions',
  docs: 'https://www.contentful.com/developers/docs/references/content-management-api/bulk-actions',
  id: {
    required: true,
    describe: 'id of the bulk action, from the answer of the call that created it',
    example: 'example-action-id',
  },
  settings: {
    baseUrl: {
      describe: 'address of the Content Management API',
      default: 'https://api.contentful.com',
      example: 'https://api.eu.contentful.com',
    },
    spaceId: { describe: 'id of the space', required: true, example: 'examplespace' },
    environmentId: { describe: 'id of the environment', default: 'master', example: 'staging' },
    accessToken: {
      describe: 'token of the Content Management API',
      secret: true,
      required: true,
      example: 'example-token',
    },
  },
  description: {
    request: {
      path: '/spaces/{spaceId}/environments/{environmentId}/bulk_actions/actions/{id}',
      headers: { authorization: 'Bearer {accessToken}' },
    },
    state: {
      from: 'sys.status',
      words: { created: 'queued', inProgress: 'running', succeeded: 'succeeded', failed: 'failed' },
    },
    message: 'error.message || error.sys.id',
    kind: 'action',
    startedAt: 'sys.createdAt',
    updatedAt: 'sys.updatedAt',
  },
  hints: {
    refused: 'Check accessToken and that it may read the space.',
    'not-found':
      'Check the id, spaceId and environmentId. Contentful keeps a bulk action for seven days.',
  },
  unconfirmed: [
    'What an error of a bulk action holds: its message is shown, else the id of the error.',
  ],
} as const satisfies Preset;
