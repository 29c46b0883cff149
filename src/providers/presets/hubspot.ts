import type { Preset } from '../http/api-description.ts';

const headers = { authorization: 'Bearer {accessToken}' };

/** developers.hubspot.com/docs/api-reference/2026-03/crm/imports/get-import-errors */
const errorsAt = (path: string) => ({
  request: { path },
  records: 'results',
  next: { after: 'paging.next.after' },
});

export default () =>
  ({
    name: 'hubspot',
    title: 'HubSpot imports',
    service: 'HubSpot',
    docs: 'https://developers.hubspot.com/docs/api-reference/crm-imports-v3/core/get-crm-v3-imports-importId',
    group: 'services',
    id: {
      required: true,
      describe: 'id of the import, from the response to the call that started it',
      example: '1471',
    },
    idFrom: 'id',
    settings: {
      baseUrl: {
        describe: 'API address',
        default: 'https://api.hubapi.com',
        example: 'https://api.hubapi.com',
      },
      accessToken: {
        describe: 'access token of a private app with the crm.import scope',
        secret: true,
        required: true,
        example: 'example-token',
      },
      apiVersion: {
        describe: 'version of the API: v3, or a date for a later version',
        default: 'v3',
        example: '2026-03',
      },
    },
    variants: {
      apiVersion: {
        v3: {
          request: { path: '/crm/v3/imports/{id}', headers },
          failedRecords: errorsAt('/crm/v3/imports/{id}/errors'),
        },
      },
    },
    description: {
      request: {
        path: '/crm/imports/{apiVersion}/{id}',
        headers,
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
        'metadata.counters.not_null(CREATED_OBJECTS, UPDATED_OBJECTS, ERRORS) && sum(metadata.counters.[CREATED_OBJECTS, UPDATED_OBJECTS, ERRORS][?@])',
      // With several object types, one row creates several objects.
      total:
        '!(mappedObjectTypeIds[1] || metadata.objectLists[1]) && metadata.counters.TOTAL_ROWS || null',
      failed: 'metadata.counters.ERRORS',
      name: 'importName',
      kind: 'importSource',
      startedAt: 'createdAt',
      updatedAt: 'updatedAt',
      error: { message: 'message', code: 'category', words: { VALIDATION_ERROR: 'not-found' } },
      // 423: a lock that lasts two seconds. 477: the account is moving to another data center.
      statuses: { 423: 'busy', 477: 'busy' },
      failedRecords: errorsAt('/crm/imports/{apiVersion}/{id}/errors'),
    },
    hints: { refused: 'Check accessToken, which needs the scope crm.import.' },
    unconfirmed: [
      'importwatch reads failed rows from the undocumented ERRORS counter, as other clients do.',
      'In one example in the documentation, the counters are a string. In that case, importwatch shows no counts.',
      'importwatch assumes that an id in the wrong format has the VALIDATION_ERROR category.',
      "The documentation doesn't explain the statuses STARTED and DEFERRED.",
    ],
  }) as const satisfies Preset;
