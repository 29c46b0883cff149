import type { Preset } from '../http/api-description.ts';

export default () =>
  ({
    name: 'salesforce-bulk',
    title: 'Salesforce Bulk API 2.0, ingest jobs',
    service: 'Salesforce',
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/get_job_info.htm',
    group: 'services',
    id: {
      required: true,
      describe: 'ingest job id, from the response to the call that created it',
      example: '7505fEXAMPLE4C2AAM',
    },
    idFrom: 'id',
    settings: {
      baseUrl: {
        describe: 'org address',
        required: true,
        example: 'https://example.my.salesforce.com',
      },
      accessToken: {
        describe: 'access token of a user',
        secret: true,
        required: true,
        example: 'example-token',
      },
      apiVersion: {
        describe: 'API version, 41.0 or later',
        default: '60.0',
        example: '62.0',
      },
    },
    description: {
      request: {
        path: '/services/data/v{apiVersion}/jobs/ingest/{id}',
        headers: { authorization: 'Bearer {accessToken}' },
      },
      state: {
        from: 'state',
        words: {
          Open: 'queued',
          UploadComplete: 'queued',
          InProgress: 'running',
          JobComplete: 'succeeded',
          Failed: 'failed',
          Aborted: 'aborted',
        },
      },
      completed: 'numberRecordsProcessed',
      failed: 'numberRecordsFailed',
      message: 'errorMessage',
      name: 'object',
      kind: 'operation',
      startedAt: 'createdDate',
      updatedAt: 'systemModstamp',
      error: {
        message: '[0].message',
        code: '[0].errorCode',
        // Sent with status 403 for too many calls, within 24 hours or in parallel.
        words: { REQUEST_LIMIT_EXCEEDED: 'rate-limited' },
      },
      // CSV with the reason in sf__Error. Source:
      // atlas.en-us.api_asynch.meta/api_asynch/get_job_failed_results.htm
      failedRecords: {
        request: { path: '/services/data/v{apiVersion}/jobs/ingest/{id}/failedResults/' },
      },
    },
    hints: {
      rejected: 'Check the id of the ingest job and apiVersion.',
      refused:
        'The session of accessToken may have ended. Get a new token, and check the permissions of its user.',
    },
    unconfirmed: [
      'importwatch shows an Open job as queued. The job waits until its data is uploaded and it is closed.',
    ],
  }) as const satisfies Preset;
