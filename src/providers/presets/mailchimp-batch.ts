import type { Preset } from '../http/api-description.ts';

export default () =>
  ({
    name: 'mailchimp-batch',
    title: 'Mailchimp batch operations',
    service: 'Mailchimp',
    docs: 'https://mailchimp.com/developer/marketing/guides/run-async-requests-batch-endpoint/',
    group: 'services',
    id: {
      required: true,
      describe: 'id of the batch, from the response to the call that started it',
      example: '123abc',
    },
    idFrom: 'id',
    settings: {
      baseUrl: {
        describe: 'API address',
        default: 'https://{server}.api.mailchimp.com',
        example: 'https://us19.api.mailchimp.com',
      },
      server: {
        describe: 'data center of the account, which is the part of the API key after the hyphen',
        example: 'us19',
      },
      apiKey: { describe: 'API key', secret: true, example: 'example-key' },
      accessToken: {
        describe: 'OAuth access token, instead of apiKey',
        secret: true,
        example: 'example-token',
      },
    },
    oneOf: [
      ['baseUrl', 'server'],
      ['apiKey', 'accessToken'],
    ],
    description: {
      request: {
        path: '/3.0/batches/{id}',
        headers: { authorization: 'Bearer {accessToken}' },
        // Any user name works.
        basic: 'importwatch:{apiKey}',
      },
      state: {
        from: 'status',
        words: {
          pending: 'queued',
          preprocessing: 'running',
          started: 'running',
          finalizing: 'running',
          finished: 'succeeded',
        },
      },
      completed: 'to_number(total_operations) > `0` && finished_operations',
      total: 'to_number(total_operations) > `0` && total_operations',
      failed: 'errored_operations',
      startedAt: 'submitted_at',
      updatedAt: 'completed_at || submitted_at',
    },
    hints: {
      refused: 'Check apiKey, and that server is its data center.',
      'not-found':
        "Check the id, and that server is the data center of the account. Mailchimp doesn't know a deleted batch.",
    },
    unconfirmed: [
      "Mailchimp has no status for a failed or canceled batch. Deleting a batch stops it, and then Mailchimp doesn't know it.",
      'An operation that returned an error counts as failed. Only the archive at response_body_url has the answer of each.',
    ],
  }) as const satisfies Preset;
