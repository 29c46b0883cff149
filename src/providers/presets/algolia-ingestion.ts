import type { Preset } from '../http/api-description.ts';

export default () =>
  ({
    name: 'algolia-ingestion',
    title: 'Algolia ingestion runs',
    service: 'Algolia',
    docs: 'https://www.algolia.com/doc/rest-api/ingestion/get-run',
    group: 'services',
    id: {
      required: true,
      describe: 'runID, from the response to the call that ran the task',
      example: '6c02aeb1-775e-418e-870b-1faccd4b2c0f',
    },
    idFrom: 'runID',
    settings: {
      baseUrl: {
        describe: 'Ingestion API address',
        default: 'https://data.{region}.algolia.com',
        example: 'https://data.eu.algolia.com',
      },
      region: {
        describe: 'analytics region of the application',
        choices: ['us', 'eu'],
        default: 'us',
      },
      applicationId: { describe: 'application id', required: true, example: 'EXAMPLEAPP' },
      apiKey: {
        describe: 'API key with the addObject, deleteIndex and editSettings rights',
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
        from: "status != 'finished' ? status : (reasonCode == 'cancelled' ? reasonCode : outcome)",
        words: {
          created: 'queued',
          started: 'running',
          // Until 2025-11.
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
      error: {
        when: "status == 'finished' && !outcome && reasonCode != 'cancelled'",
        message:
          "status == 'finished' && 'The run is finished, but its outcome is missing' || message",
        // Retried, because the outcome may follow. Such a run is never reported as a success.
        code: "status == 'finished' && 'no-outcome' || null",
        words: { 'no-outcome': 'busy' },
      },
      // The id is the only input of the call.
      statuses: { 400: 'not-found' },
    },
    hints: {
      refused: 'Check applicationId, apiKey and its rights, and region.',
      'not-found': 'Check the id (the runID) and region.',
    },
    unconfirmed: [
      'If a finished run has no outcome, importwatch retries as during an outage, and then ends with an unknown outcome.',
      'importwatch assumes that a skipped run has ended.',
      "Algolia doesn't report which events failed.",
    ],
  }) as const satisfies Preset;
