import type { Preset } from '../http/api-description.ts';

export default () =>
  ({
    name: 'shopify-bulk',
    title: 'Shopify bulk operations',
    service: 'Shopify',
    docs: 'https://shopify.dev/docs/api/admin-graphql/latest/objects/BulkOperation',
    group: 'services',
    id: {
      required: true,
      describe:
        'id of the bulk operation, from the response to bulkOperationRunMutation or …RunQuery',
      example: 'gid://shopify/BulkOperation/720918',
    },
    idFrom: 'data.[bulkOperationRunQuery, bulkOperationRunMutation][].bulkOperation.id | [0]',
    settings: {
      baseUrl: {
        describe: 'shop address',
        default: 'https://{shop}.myshopify.com',
        example: 'https://example.myshopify.com',
      },
      shop: { describe: 'shop name, before .myshopify.com', example: 'example' },
      accessToken: {
        describe: 'access token of the app that runs the operation',
        secret: true,
        required: true,
        example: 'example-token',
      },
      apiVersion: { describe: 'Admin API version', default: '2026-01', example: '2026-04' },
    },
    oneOf: [['baseUrl', 'shop']],
    description: {
      request: {
        path: '/admin/api/{apiVersion}/graphql.json',
        headers: { 'x-shopify-access-token': '{accessToken}' },
        body: '{"query": "query($id: ID!) { node(id: $id) { ... on BulkOperation { type status errorCode objectCount createdAt completedAt url partialDataUrl } } }", "variables": {"id": "{id}"}}',
      },
      state: {
        from: 'data.node.status',
        words: {
          CREATED: 'queued',
          RUNNING: 'running',
          CANCELING: 'running',
          COMPLETED: 'succeeded',
          FAILED: 'failed',
          CANCELED: 'aborted',
        },
      },
      completed: 'data.node.objectCount',
      message: 'data.node.errorCode',
      kind: 'data.node.type',
      // The file has the response to each line of an import. Source:
      // shopify.dev/docs/api/usage/bulk-operations/imports
      failedRecords: {
        signedLink: "data.node.type == 'MUTATION' && (data.node.url || data.node.partialDataUrl)",
        only: '(errors || data.*.userErrors[]) | [0]',
      },
      startedAt: 'data.node.createdAt',
      updatedAt: 'data.node.completedAt',
      error: {
        when: "errors || (data && !(data.node)) || data.node.status == 'EXPIRED'",
        message: 'errors[0].extensions.problems[0].explanation || errors[0].message || errors',
        code: "errors[0].extensions.code || (errors[0].extensions.problems && 'INVALID_VARIABLE') || data.node.status || (data && 'NO_NODE') || null",
        words: {
          NO_NODE: 'not-found',
          INVALID_VARIABLE: 'not-found',
          // Shopify keeps results for seven days. This answer doesn't show how the operation ended.
          EXPIRED: 'gone',
          THROTTLED: 'rate-limited',
          ACCESS_DENIED: 'refused',
          INTERNAL_SERVER_ERROR: 'busy',
        },
      },
    },
    hints: {
      refused:
        'Check accessToken and shop. The token must belong to the app that started the operation.',
      'not-found': 'Check the id. It must be complete: gid://shopify/BulkOperation/…',
      gone: 'The operation has ended, but Shopify no longer reports how. Check the data in Shopify.',
    },
    meanings: { gone: 'no longer keeps the result of this operation' },
    unconfirmed: [
      'importwatch assumes the error codes ACCESS_DENIED and INTERNAL_SERVER_ERROR, and that node is null for an unknown id.',
      'importwatch assumes that an id in the wrong format has the code INVALID_VARIABLE.',
      "importwatch doesn't count failed lines, because only the result file lists them.",
      'importwatch assumes that a failed line has errors or userErrors. If a mutation uses another name, importwatch finds no failed records.',
    ],
  }) as const satisfies Preset;
