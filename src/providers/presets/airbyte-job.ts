import type { Preset } from '../http/api-description.ts';

export default () =>
  ({
    name: 'airbyte-job',
    title: 'Airbyte sync jobs',
    service: 'Airbyte',
    docs: 'https://reference.airbyte.com/reference/getjob',
    group: 'services',
    id: {
      required: true,
      describe: 'jobId, from the response to the call that triggered the sync',
      example: '14',
    },
    idFrom: 'jobId',
    settings: {
      baseUrl: {
        describe:
          'address of the API. For your own server, it ends in /api/public/v1 instead of /v1',
        default: 'https://api.airbyte.com/v1',
        example: 'https://airbyte.example.com/api/public/v1',
        prompt: true,
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
      // A token is only valid for minutes.
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
          // An attempt failed, and Airbyte retries. Airbyte's own client keeps waiting, too.
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
      refused: 'Check clientId and clientSecret, and that their user can see the connection.',
      'not-found': 'Check the id, which is a number, and baseUrl.',
    },
    unconfirmed: [
      "importwatch keeps waiting if the status is incomplete. PyAirbyte, Airbyte's own client, ends only at succeeded, failed and cancelled.",
      "The public API doesn't report why a job failed. The documentation doesn't say whether rowsSynced is present before the end.",
      "The documentation doesn't show the answers to an unknown id and to a wrong token.",
    ],
  }) as const satisfies Preset;
