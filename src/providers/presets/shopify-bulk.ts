import type { Preset } from '../http/api-description.ts';

export default {
  name: 'shopify-bulk',
  title: 'Shopify bulk operations',
  docs: 'https://shopify.dev/docs/api/admin-graphql/latest/objects/BulkOperation',
  group: 'services',
  id: {
    required: true,
    describe: 'id of the bulk operation, from the answer of bulkOperationRunMutation or …RunQuery',
    example: 'gid://shopify/BulkOperation/720918',
  },
  idFrom: 'data.[bulkOperationRunQuery, bulkOperationRunMutation][].bulkOperation.id | [0]',
  settings: {
    baseUrl: {
      describe: 'address of the shop; by default that of shop',
      default: 'https://{shop}.myshopify.com',
      example: 'https://example.myshopify.com',
    },
    shop: { describe: 'name of the shop, before .myshopify.com', example: 'example' },
    accessToken: {
      describe: 'access token of the app that runs the operation',
      secret: true,
      required: true,
      example: 'example-token',
    },
    apiVersion: { describe: 'version of the Admin API', default: '2026-01', example: '2026-04' },
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
    // Of an import, the file has the response to each line: shopify.dev/docs/api/usage/bulk-operations/imports
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
        // Shopify keeps results for seven days. Nothing in this answer says how the operation ended.
        EXPIRED: 'gone',
        THROTTLED: 'rate-limited',
        ACCESS_DENIED: 'refused',
        INTERNAL_SERVER_ERROR: 'busy',
      },
    },
  },
  hints: {
    refused:
      'Check accessToken and shop; the token must be that of the app that started the operation.',
    'not-found': 'Check the id: the whole of gid://shopify/BulkOperation/…',
    gone: 'The operation has ended, but Shopify no longer says how. Check the data in Shopify itself.',
  },
  meanings: { gone: 'no longer keeps the result of this operation' },
  unconfirmed: [
    'The codes ACCESS_DENIED and INTERNAL_SERVER_ERROR, and that an unknown id is answered by a node that is null.',
    'That an id of the wrong form has the code INVALID_VARIABLE.',
    'Lines of an import that failed are listed in its results alone; they are not counted here.',
    'That a line that failed has errors or userErrors. Mutations that call their errors something else have no failed records here.',
  ],
} as const satisfies Preset;
