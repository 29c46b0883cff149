import type { Preset } from '../http/api-description.ts';

export default () =>
  ({
    name: 'dbt-run',
    title: 'dbt platform (dbt Cloud) job runs',
    service: 'dbt',
    docs: 'https://docs.getdbt.com/dbt-cloud/api-v2#/operations/Retrieve%20Run',
    group: 'services',
    id: {
      required: true,
      describe: 'run id, from the response to the call that triggered the job',
      example: '94821',
    },
    idFrom: 'data.id',
    settings: {
      baseUrl: {
        describe: 'access URL of the account',
        default: 'https://cloud.getdbt.com',
        example: 'https://ab123.us1.dbt.com',
        prompt: true,
      },
      accountId: { describe: 'account id', required: true, example: '12345' },
      apiToken: {
        describe: 'service token or personal access token that can read runs',
        secret: true,
        required: true,
        example: 'example-token',
      },
    },
    description: {
      request: {
        path: '/api/v2/accounts/{accountId}/runs/{id}/',
        headers: { authorization: 'Bearer {apiToken}' },
      },
      state: {
        from: 'data.status',
        words: {
          1: 'queued',
          2: 'running',
          3: 'running',
          10: 'succeeded',
          20: 'failed',
          30: 'aborted',
        },
      },
      message: 'data.status_message',
      phase: 'data.status_humanized',
      name: 'data.job.name',
      startedAt: 'data.started_at || data.created_at',
      updatedAt: 'data.finished_at || data.updated_at',
      url: 'data.href',
      error: { message: 'status.user_message || status.developer_message || detail' },
    },
    hints: {
      refused: 'Check apiToken, and that it belongs to the account of accountId.',
      'not-found': 'Check the id, accountId, and that baseUrl is the access URL of the account.',
    },
    unconfirmed: [
      "importwatch doesn't report how many models are done or failed. Another call returns that in the artifacts of a run.",
      "The documentation doesn't show the answers to an unknown id and to a wrong token.",
    ],
  }) as const satisfies Preset;
