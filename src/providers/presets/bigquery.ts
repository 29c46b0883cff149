import type { Preset } from '../http/api-description.ts';

export default () =>
  ({
    name: 'bigquery',
    title: 'BigQuery load jobs',
    service: 'BigQuery',
    docs: 'https://cloud.google.com/bigquery/docs/reference/rest/v2/jobs/get',
    group: 'services',
    id: {
      required: true,
      describe: 'job id, alone or as bq prints it: project:location.id',
      example: 'bqjob_r1234_1',
    },
    idFrom:
      "jobReference.location && jobReference.projectId ? join('', [jobReference.projectId, ':', jobReference.location, '.', jobReference.jobId]) : jobReference.jobId",
    settings: {
      baseUrl: {
        describe: 'API address',
        default: 'https://bigquery.googleapis.com',
        example: 'https://bigquery.googleapis.com',
      },
      project: {
        describe: 'project id, unless the job id includes another',
        required: true,
        example: 'example-project',
      },
      location: {
        describe: 'location of the job, unless the id includes it (needed outside US and EU)',
        example: 'europe-west4',
        prompt: true,
      },
      accessToken: {
        describe:
          'OAuth access token, as printed by gcloud auth print-access-token, valid for an hour',
        secret: true,
        required: true,
        example: 'example-token',
      },
    },
    // Only a project id can contain a colon or a dot, as in example.com:project.
    idParts: /^(?:(?<project>.+?)(?::|\.(?=[\w-]+\.)))?(?:(?<location>[\w-]+)\.)?(?<id>[\w-]+)$/,
    description: {
      request: {
        path: '/bigquery/v2/projects/{project}/jobs/{id}',
        query: { location: '{location}' },
        headers: { authorization: 'Bearer {accessToken}' },
      },
      state: {
        from: "status.errorResult.reason == 'stopped' ? 'stopped' : status.state",
        words: { PENDING: 'queued', RUNNING: 'running', DONE: 'succeeded', stopped: 'aborted' },
      },
      failedWhen: 'status.errorResult',
      completed: 'statistics.load.outputRows && sum(statistics.load.[outputRows, badRecords][?@])',
      failed: 'statistics.load.badRecords',
      message: 'status.errorResult.message || status.errors[*].message',
      // Documented as "the first errors encountered during the running of the job", so not all
      // records.
      failedRecords: { records: 'status.errors' },
      name: 'configuration.load.destinationTable.tableId',
      kind: 'configuration.jobType',
      startedAt: 'statistics.startTime',
      updatedAt: 'statistics.endTime || statistics.startTime || statistics.creationTime',
      error: {
        message: 'error.message',
        code: 'error.errors[0].reason',
        words: {
          rateLimitExceeded: 'rate-limited',
          quotaExceeded: 'rate-limited',
          backendError: 'busy',
          // The id, its project and its location are the only input of the call.
          invalid: 'not-found',
        },
      },
    },
    hints: {
      refused:
        'Check accessToken, which is valid for an hour, and that its account has the permission bigquery.jobs.get.',
      'not-found': 'Check the id, project and location.',
    },
    unconfirmed: ['importwatch assumes that an id in the wrong format has the reason invalid.'],
  }) as const satisfies Preset;
