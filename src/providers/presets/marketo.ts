import type { Preset } from '../http/api-description.ts';

export default () =>
  ({
    name: 'marketo',
    title: 'Marketo bulk imports',
    service: 'Marketo',
    docs: 'https://experienceleague.adobe.com/en/docs/marketo-developer/marketo/rest/bulk-import/bulk-lead-import',
    group: 'services',
    id: {
      required: true,
      describe: 'batchId, from the response to the call that started the import',
      example: '1022',
    },
    idFrom: 'result[0].batchId',
    settings: {
      baseUrl: {
        describe: 'address of the REST API without /rest',
        default: 'https://{munchkinId}.mktorest.com',
        example: 'https://123-ABC-456.mktorest.com',
      },
      munchkinId: { describe: 'Munchkin account id', example: '123-ABC-456' },
      clientId: {
        describe: 'client id of a custom service',
        required: true,
        example: 'example-client',
      },
      clientSecret: {
        describe: 'client secret of that service',
        secret: true,
        required: true,
        example: 'example-secret',
      },
      object: {
        describe: 'what is imported: leads, program-members, or the API name of a custom object',
        default: 'leads',
        example: 'car_c',
        prompt: true,
      },
    },
    oneOf: [['baseUrl', 'munchkinId']],
    variants: {
      object: {
        leads: {
          request: { path: '/bulk/v1/leads/batch/{id}.json' },
          failedRecords: { request: { path: '/bulk/v1/leads/batch/{id}/failures.json' } },
        },
        'program-members': {
          request: { path: '/bulk/v1/program/members/import/{id}/status.json' },
          failedRecords: {
            request: { path: '/bulk/v1/program/members/import/{id}/failures.json' },
          },
        },
      },
    },
    description: {
      token: {
        path: '/identity/oauth/token',
        method: 'GET',
        query: {
          grant_type: 'client_credentials',
          client_id: '{clientId}',
          client_secret: '{clientSecret}',
        },
      },
      request: { path: '/bulk/v1/customobjects/{object}/import/{id}/status.json' },
      state: {
        from: 'result[0].status',
        words: { Queued: 'queued', Importing: 'running', Complete: 'succeeded', Failed: 'failed' },
      },
      // The processed rows don't include rows that failed.
      completed:
        'result[0].not_null(numOfLeadsProcessed, numOfObjectsProcessed) && sum(result[0].[numOfLeadsProcessed, numOfObjectsProcessed, numOfRowsFailed][?@])',
      failed: 'result[0].numOfRowsFailed',
      message: 'result[0].message',
      name: 'result[0].objectApiName',
      // A file in the format of the import, with an extra column for the reason (same page).
      failedRecords: {
        request: { path: '/bulk/v1/customobjects/{object}/import/{id}/failures.json' },
      },
      error: {
        when: 'success == `false`',
        message: 'errors[0].message',
        code: 'errors[0].code',
        words: {
          502: 'busy',
          601: 'refused',
          602: 'refused',
          603: 'refused',
          604: 'busy',
          606: 'rate-limited',
          607: 'rate-limited',
          608: 'busy',
          610: 'not-found',
          611: 'busy',
          614: 'busy',
          615: 'rate-limited',
          713: 'busy',
          1001: 'not-found',
          1013: 'not-found',
        },
      },
    },
    hints: {
      refused:
        'Check clientId, clientSecret and munchkinId, and the permissions of the API-only user.',
      'not-found': 'Check the id, which is a number, and the setting object.',
    },
    unconfirmed: [
      "importwatch assumes that an unknown batch has the code 1013 (object not found), and an id that isn't a number the code 1001.",
      "Marketo doesn't report the total number of rows.",
    ],
  }) as const satisfies Preset;
