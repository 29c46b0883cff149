import type { Preset } from '../http/api-description.ts';

export default () =>
  ({
    name: 'commercetools',
    title: 'commercetools import containers',
    service: 'commercetools',
    docs: 'https://docs.commercetools.com/import-export/import-summary',
    group: 'services',
    id: { required: true, describe: 'key of the import container', example: 'products-2026-11' },
    settings: {
      baseUrl: {
        describe: 'Import API address',
        default: 'https://import.{region}.commercetools.com',
        example: 'https://import.europe-west1.gcp.commercetools.com',
      },
      region: {
        describe: 'region of the project',
        default: 'europe-west1.gcp',
        example: 'us-central1.gcp',
        prompt: true,
      },
      tokenUrl: {
        describe: 'address for tokens',
        default: 'https://auth.{region}.commercetools.com/oauth/token',
        example: 'https://auth.europe-west1.gcp.commercetools.com/oauth/token',
      },
      projectKey: { describe: 'key of the project', required: true, example: 'example-project' },
      clientId: { describe: 'id of an API client', required: true, example: 'example-client' },
      clientSecret: {
        describe: 'secret of that client, which needs the view_import_containers scope',
        secret: true,
        required: true,
        example: 'example-secret',
      },
    },
    description: {
      token: {
        url: '{tokenUrl}',
        basic: '{clientId}:{clientSecret}',
        form: { grant_type: 'client_credentials' },
      },
      request: { path: '/{projectKey}/import-containers/{id}/import-summaries' },
      requires: 'states',
      // Only these states are final. importwatch keeps waiting for any other state.
      doneWhen:
        'to_number(total) > `0` && sum(states.[imported, partiallyImported, rejected, validationFailed, canceled][?@]) == to_number(total)',
      abortedWhen: 'to_number(states.canceled) == to_number(total)',
      // Operations are deleted 48 hours after their creation, before their container.
      goneWhen: 'to_number(total) == `0`',
      completed:
        'sum(states.[imported, partiallyImported, rejected, validationFailed, canceled][?@])',
      total: 'total',
      failed: 'sum(states.[partiallyImported, rejected, validationFailed, canceled][?@])',
      // Some actions of a partially imported operation arrived.
      succeeded: 'sum(states.[imported, partiallyImported][?@])',
      // Source: docs.commercetools.com/import-export/import-operation. The service can only filter by
      // one state, so this reads all operations, page by page.
      failedRecords: {
        request: {
          path: '/{projectKey}/import-containers/{id}/import-operations',
          query: { limit: '200' },
        },
        records:
          "results[?contains(['rejected', 'validationFailed', 'partiallyImported', 'canceled'], state)]",
        next: { offset: 'count > `0` && offset + count < total && offset + count || `null`' },
      },
      message:
        "states.canceled > `0` ? join('', [to_string(states.canceled), ' canceled']) : `null`",
    },
    hints: {
      refused:
        'Check region, tokenUrl, clientId and clientSecret, and that the client has the scope view_import_containers.',
      'not-found': 'Check projectKey, region and the key of the container.',
    },
    unconfirmed: [
      "The service has no status for the end of an import. importwatch considers it ended once all operations of the container are in a final state for three polls in a row. It doesn't wait for operations sent later.",
      "Canceled operations count as failed, because they weren't imported. If all of them were canceled, the import was aborted.",
    ],
  }) as const satisfies Preset;
