import type { Preset } from '../http/api-description.ts';

/** A failed row has success: false in an update, status: Failed for users, or an error. */
const failedRows =
  "job_status.results[?success == `false` || error || lower(not_null(status, '')) == 'failed']";

export default () =>
  ({
    name: 'zendesk',
    title: 'Zendesk job statuses',
    service: 'Zendesk',
    docs: 'https://developer.zendesk.com/api-reference/ticketing/ticket-management/job_statuses/',
    group: 'services',
    id: {
      required: true,
      describe: 'job id, from the response to the bulk call that started it',
      example: '8b726e606741012ffc2d782bcb7848fe',
    },
    idFrom: 'job_status.id',
    settings: {
      baseUrl: {
        describe: 'account address',
        default: 'https://{subdomain}.zendesk.com',
        example: 'https://example.zendesk.com',
      },
      subdomain: { describe: 'account subdomain', example: 'example' },
      email: {
        describe: 'email address of the user who owns apiToken',
        example: 'someone@example.com',
      },
      apiToken: { describe: 'API token', secret: true, example: 'example-token' },
      accessToken: {
        describe: 'OAuth access token, instead of email and apiToken',
        secret: true,
        example: 'example-token',
      },
    },
    oneOf: [
      ['baseUrl', 'subdomain'],
      ['apiToken', 'accessToken'],
    ],
    together: [['email', 'apiToken']],
    description: {
      request: {
        path: '/api/v2/job_statuses/{id}.json',
        headers: { authorization: 'Bearer {accessToken}' },
        basic: '{email}/token:{apiToken}',
      },
      state: {
        from: 'job_status.status',
        words: {
          queued: 'queued',
          working: 'running',
          completed: 'succeeded',
          failed: 'failed',
          killed: 'aborted',
        },
      },
      many: {
        request: { path: '/api/v2/job_statuses/show_many.json', query: { ids: '{ids}' } },
        items: 'job_statuses[].{job_status: @}',
        id: 'job_status.id',
      },
      // The result of a permanent deletion isn't a list.
      failedWhen: 'job_status.results.success == `false`',
      completed: 'job_status.progress',
      total: 'job_status.total',
      failed: `length(${failedRows})`,
      message: `${failedRows}.not_null(details, error) || job_status.message`,
      failedRecords: { records: failedRows },
      kind: 'job_status.job_type',
    },
    hints: {
      refused:
        'Check email and apiToken, or accessToken. API tokens must be enabled in the account.',
      'not-found': 'Check the id. Zendesk keeps the record of a job for a day.',
    },
    unconfirmed: [
      "The documentation doesn't say how many jobs one call of Show Many Job Statuses can return.",
      'Older versions of the documentation list the status killed, but the newest one does not.',
    ],
  }) as const satisfies Preset;
