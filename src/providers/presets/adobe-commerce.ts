import type { Preset } from '../http/api-description.ts';

// 1 complete, 2 failed (can be retried), 3 failed, 4 open, 5 rejected
const ended = 'operations_list[?contains(`[1, 2, 3, 5]`, status)]';
const failed = 'operations_list[?contains(`[2, 3, 5]`, status)]';

export default () =>
  ({
    name: 'adobe-commerce',
    title: 'Adobe Commerce (Magento) bulk operations',
    service: 'Adobe Commerce',
    docs: 'https://developer.adobe.com/commerce/webapi/rest/use-rest/operation-status-endpoints',
    group: 'services',
    id: {
      required: true,
      describe: 'bulk_uuid, from the response to the asynchronous or bulk call',
      example: 'fbfca270-7a90-4c4e-9f32-d6cf3728cdc7',
    },
    idFrom: 'bulk_uuid',
    settings: {
      baseUrl: {
        describe: 'address of the REST API up to /V1, including the store code or tenant id',
        required: true,
        example: 'https://shop.example.com/rest/default',
      },
      accessToken: {
        describe: 'token of an integration or administrator',
        secret: true,
        required: true,
        example: 'example-token',
      },
    },
    description: {
      request: {
        path: '/V1/bulk/{id}/status',
        headers: { authorization: 'Bearer {accessToken}' },
      },
      state: {
        from: `length(operations_list) == \`0\` || length(${ended}) < not_null(operation_count, length(operations_list)) ? 'open' : (operations_list[?status == \`1\`] ? 'complete' : 'failed')`,
        words: { open: 'running', complete: 'succeeded', failed: 'failed' },
      },
      completed: `length(${ended})`,
      total: 'operation_count || length(operations_list)',
      failed: `length(${failed})`,
      failedRecords: { records: failed },
      message: `${failed}.result_message`,
      kind: 'description',
    },
    hints: {
      refused:
        'Check accessToken, and that it has access to Magento_Logging::system_magento_logging_bulk_operations.',
    },
    unconfirmed: [
      'importwatch derives open, complete and failed from the operations, because the service has no overall status.',
      "importwatch counts an operation with status 2 as failed, assuming that the service doesn't retry it.",
      "importwatch doesn't show start times, because the documentation doesn't give their time zone.",
    ],
  }) as const satisfies Preset;
