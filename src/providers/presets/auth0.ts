import type { Preset } from '../http/api-description.ts';

export default () =>
  ({
    name: 'auth0',
    title: 'Auth0 user imports',
    service: 'Auth0',
    docs: 'https://auth0.com/docs/manage-users/user-migration/bulk-user-imports',
    group: 'services',
    id: {
      required: true,
      describe: 'job id, from the response to the call that created it',
      example: 'job_0000000000000001',
    },
    idFrom: 'id',
    settings: {
      baseUrl: {
        describe: 'tenant address',
        default: 'https://{domain}',
        example: 'https://example.eu.auth0.com',
      },
      domain: { describe: 'tenant domain', example: 'example.eu.auth0.com' },
      accessToken: {
        describe: 'token of the Management API with the read:users or create:users scope',
        secret: true,
        required: true,
        example: 'example-token',
      },
    },
    oneOf: [['baseUrl', 'domain']],
    description: {
      request: {
        path: '/api/v2/jobs/{id}',
        headers: { authorization: 'Bearer {accessToken}' },
      },
      state: {
        from: 'status',
        words: {
          pending: 'queued',
          processing: 'running',
          completed: 'succeeded',
          failed: 'failed',
        },
      },
      completed: 'sum(summary.[inserted, updated, failed])',
      total: 'summary.total',
      failed: 'summary.failed',
      percent: 'percentage_done',
      message: 'status_details',
      kind: 'type',
      startedAt: 'created_at',
      error: {
        when: "status == 'expired'",
        message: 'message',
        code: 'errorCode || status',
        words: {
          // The job completed more than two hours ago, and its summary is gone.
          expired: 'gone',
          invalid_uri: 'not-found',
        },
      },
      // {user, errors: [{code, message, path}]}, or one object if the whole job failed. Sources:
      // auth0.com/docs/api/management/v2/jobs/get-errors and the types of Auth0's own SDK.
      failedRecords: {
        request: { path: '/api/v2/jobs/{id}/errors' },
        records: "(type(@) == 'object' && [@]) || @",
      },
    },
    hints: {
      refused:
        'Check accessToken. It must be a current token for the Management API of this tenant.',
      'not-found': 'Check the id. Auth0 deletes the data of a job after 24 hours.',
      gone: 'Auth0 keeps the summary of a job for two hours. Check the users, or the logs of the tenant.',
    },
    meanings: { gone: 'no longer keeps the result of this job' },
    unconfirmed: [
      "The documentation doesn't say which scope the call needs.",
      'importwatch assumes that an id in the wrong format has the invalid_uri errorCode.',
    ],
  }) as const satisfies Preset;
