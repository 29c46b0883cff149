import type { Preset } from '../http/api-description.ts';

export default {
  name: 'commercetools',
  title: 'commercetools import containers',
  docs: 'https://docs.commercetools.com/import-export/import-summary',
  id: { required: true, describe: 'key of the import container', example: 'products-2026-11' },
  settings: {
    baseUrl: {
      describe: 'address of the Import API; by default that of region',
      default: 'https://import.{region}.commercetools.com',
      example: 'https://import.europe-west1.gcp.commercetools.com',
    },
    region: {
      describe: 'region of the project',
      default: 'europe-west1.gcp',
      example: 'us-central1.gcp',
    },
    projectKey: { describe: 'key of the project', required: true, example: 'example-project' },
    clientId: { describe: 'id of an API client', required: true, example: 'example-client' },
    clientSecret: {
      describe: 'secret of that client, which needs the scope view_import_containers',
      secret: true,
      required: true,
      example: 'example-secret',
    },
  },
  description: {
    token: {
      url: 'https://auth.{region}.commercetools.com/oauth/token',
      basic: '{clientId}:{clientSecret}',
      form: { grant_type: 'client_credentials' },
    },
    request: { path: '/{projectKey}/import-containers/{id}/import-summaries' },
    requires: 'states',
    doneWhen:
      'total > `0` && sum(states.[processing, unresolved, waitForMasterVariant][?@]) == `0`',
    failedWhen: 'sum(states.[rejected, validationFailed][?@]) > `0`',
    completed: 'sum(states.[imported, rejected, validationFailed, canceled][?@])',
    total: 'total',
    failed: 'sum(states.[rejected, validationFailed][?@])',
  },
  hints: {
    refused:
      'Check region, clientId and clientSecret, and that the client has the scope view_import_containers.',
    'not-found': 'Check projectKey, region and the key of the container.',
  },
  unconfirmed: [
    'The service has no word for the end: an import has ended when nothing is in process for three polls in a row. What is sent to the container later is not waited for.',
  ],
} as const satisfies Preset;
