import type { Preset } from '../http/api-description.ts';

export default {
  name: 'airbyte-job',
  title: 'Airbyte sync jobs',
  docs: 'https://reference.airbyte.com/reference/getjob',
  group: 'services',
  id: {
    required: true,
    describe: 'jobId, from the answer of the call that triggered the sync',
    example: '14',
  },
  idFrom: 'jobId',
  settings: {
    baseUrl: {
      describe:
        'address of the API; for a server of your own, with /api/public/v1 at its end instead of /v1',
      default: 'https://api.airbyte.com/v1',
      example: 'https://airbyte.example.com/api/public/v1',
    },
    clientId: {
      describe: 'client id of an application',
      required: true,
      example: '0da998a2-0d7b-49c7-bb6e-9f7eb9cc68a0',
    },
    clientSecret: {
      describe: 'client secret of that application',
      secret: true,
      required: true,
      example: 'example-secret',
    },
  },
  description: {
    // A token is good for minutes only.
    token: {
      path: '/applications/token',
      body: {
        client_id: '{clientId}',
        client_secret: '{clientSecret}',
        'grant-type': 'client_credentials',
      },
    },
    request: { path: '/jobs/{id}' },
    state: {
      from: 'status',
      words: {
        pending: 'queued',
        queued: 'queued',
        running: 'running',
        // An attempt has failed, and Airbyte tries again: its own client does not end here.
        incomplete: 'running',
        succeeded: 'succeeded',
        failed: 'failed',
        cancelled: 'aborted',
      },
    },
    completed: 'rowsSynced',
    name: 'connectionId',
    kind: 'jobType',
    startedAt: 'startTime',
    updatedAt: 'lastUpdatedAt || startTime',
  },
  hints: {
    refused: 'Check clientId and clientSecret, and that their user may see the connection.',
    'not-found': 'Check the id, a number, and baseUrl.',
  },
  unconfirmed: [
    'incomplete is not the end: PyAirbyte, the client of Airbyte, ends with succeeded, failed and cancelled alone.',
    'Whether rowsSynced is there before the end, and why a job failed: the public API does not say.',
    'The documentation does not show the answers to an unknown id and to a wrong token.',
  ],
} as const satisfies Preset;
