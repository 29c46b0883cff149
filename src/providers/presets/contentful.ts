import type { Preset } from '../http/api-description.ts';

const headers = { authorization: 'Bearer {accessToken}' };

export default () =>
  ({
    name: 'contentful',
    title: 'Contentful bulk actions',
    service: 'Contentful',
    docs: 'https://www.contentful.com/developers/docs/references/content-management-api/bulk-actions',
    group: 'services',
    id: {
      required: true,
      describe: 'bulk action id, from the response to the call that created it',
      example: 'example-action-id',
    },
    idFrom: 'sys.id',
    settings: {
      baseUrl: {
        describe: 'Content Management API address',
        default: 'https://api.contentful.com',
        example: 'https://api.eu.contentful.com',
      },
      spaceId: { describe: 'space id', required: true, example: 'examplespace' },
      environmentId: {
        describe: 'environment id',
        default: 'master',
        example: 'staging',
        prompt: true,
      },
      version: {
        describe: 'version of the bulk action: v2 if it was created by a POST to …/bulk_actions',
        choices: ['v1', 'v2'],
        default: 'v1',
      },
      accessToken: {
        describe: 'token of the Content Management API',
        secret: true,
        required: true,
        example: 'example-token',
      },
    },
    variants: {
      version: {
        v2: {
          request: {
            path: '/spaces/{spaceId}/environments/{environmentId}/bulk_actions/{id}',
            headers,
          },
          failed: 'error.details.errors && length(error.details.errors)',
          failedRecords: { records: 'error.details.errors' },
        },
      },
    },
    description: {
      request: {
        path: '/spaces/{spaceId}/environments/{environmentId}/bulk_actions/actions/{id}',
        headers,
      },
      state: {
        from: 'sys.status',
        words: {
          created: 'queued',
          inProgress: 'running',
          succeeded: 'succeeded',
          failed: 'failed',
        },
      },
      // Only v1 has entities below items, and it doesn't report entities that failed.
      total: 'length(not_null(payload.entities.items, payload.entities))',
      completed:
        "sys.status == 'succeeded' && length(not_null(payload.entities.items, payload.entities)) || null",
      message:
        '([error.message, error.details.errors[*].error.not_null(message, sys.id)][] | [?@]) || error.sys.id',
      kind: 'action',
      startedAt: 'sys.createdAt',
      updatedAt: 'sys.updatedAt',
      retryHeader: { name: 'X-Contentful-RateLimit-Reset' },
    },
    hints: {
      refused: 'Check accessToken, and that it can read the space.',
      'not-found':
        'Check the id, version, spaceId and environmentId. Contentful keeps a bulk action for seven days.',
    },
    unconfirmed: [
      "Until the end, Contentful doesn't report how many entities are done. In v1, it never reports which of them failed.",
      "The content of an entity's error is undocumented. importwatch shows its message or, if it has no message, its id.",
    ],
  }) as const satisfies Preset;
