import type { Preset } from '../http/api-description.ts';

export default {
  name: 'algolia-ingestion',
  title: 'Algolia ingestion runs',
  docs: 'https://www.algolia.com/doc/rest-api/ingestion/get-run',
  id: {
    required: true,
    describe: 'runID, from the answer of the call that ran the task',
    example: '6c02aeb1-775e-418e-870b-1faccd4b2c0f',
  },
  settings: {
    baseUrl: {
      describe: 'address of the Ingestion API; by default that of region',
      default: 'https://data.{region}.algolia.com',
      example: 'https://data.eu.algolia.com',
    },
    region: {
      describe: 'analytics region of the application',
      choices: ['us', 'eu'],
      default: 'us',
    },
    applicationId: { describe: 'id of the application', required: true, example: 'EXAMPLEAPP' },
    apiKey: {
      describe: 'API key with the rights addObject, deleteIndex and editSettings',
      secret: true,
      required: true,
      example: 'example-key',
    },
  },
  description: {
    request: {
      path: '/1/runs/{id}',
      headers: {
        'x-algolia-application-id': '{applicationId}',
        'x-algolia-api-key': '{apiKey}',
      },
    },
    state: {
      from: "status != 'finished' ? status : (reasonCode == 'cancelled' ? reasonCode : outcome || status)",
      words: {
        created: 'queued',
        started: 'running',
        idled: 'running',
        success: 'succeeded',
        failure: 'failed',
        cancelled: 'aborted',
        skipped: 'aborted',
      },
    },
    completed: 'progress.receivedNbOfEvents',
    total: 'progress.expectedNbOfEvents',
    message: 'reason',
    kind: 'type',
    startedAt: 'startedAt || createdAt',
    updatedAt: 'finishedAt || startedAt || createdAt',
  },
  hints: { refused: 'Check applicationId, apiKey and its rights, and region.' },
  unconfirmed: [
    'Whether a run that is idled or skipped can go on; idled is waited for, skipped is taken for an end.',
  ],
} as const satisfies Preset;
