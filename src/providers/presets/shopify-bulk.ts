import type { Preset } from '../http/api-description.ts';

export default {
  name: 'shopify-bulk',
  title: 'Shopify bulk operations',
  docs: 'https://shopify.dev/docs/api/admin-graphql/latest/objects/BulkOperation',
  id: {
    required: true,
    describe: 'id of the bulk operation, from the answer of bulkOperationRunMutation or …RunQuery',
    example: 'gid://shopify/BulkOperation/720918',
  },
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
      body: '{"query": "query($id: ID!) { node(id: $id) { ... on BulkOperation { type status errorCode objectCount createdAt completedAt } } }", "variables": {"id": "{id}"}}',
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
        // Its results are no longer there, and nothing says how it ended.
        EXPIRED: 'not-found',
      },
    },
    completed: 'data.node.objectCount',
    message: 'data.node.errorCode',
    kind: 'data.node.type',
    startedAt: 'data.node.createdAt',
    updatedAt: 'data.node.completedAt',
    error: {
      when: 'errors || (data && !(data.node))',
      message: 'errors[0].message || errors',
      code: "errors[0].extensions.code || (data && !(data.node) && 'NO_NODE') || null",
      words: {
        NO_NODE: 'not-found',
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
  },
  unconfirmed: [
    'The codes ACCESS_DENIED and INTERNAL_SERVER_ERROR, and that an unknown id is answered by a node that is null.',
    'Lines of an import that failed are listed in its results alone; they are not counted here.',
  ],
} as const satisfies Preset;
