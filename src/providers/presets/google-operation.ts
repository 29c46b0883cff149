import type { Preset } from '../http/api-description.ts';

const sumOf = (list: string) => `sum(${list}[?@])`;
// Cloud Healthcare has a counter, Discovery Engine counts, and Firestore documents. 64-bit integers
// are strings in JSON.
const { counter, counts, documents } = {
  counter: 'metadata.counter',
  counts: 'metadata.[successCount, failureCount]',
  documents: 'metadata.progressDocuments',
};

export default () =>
  ({
    name: 'google-operation',
    title: 'Google Cloud long-running operations (AIP-151)',
    service: 'Google Cloud',
    docs: 'https://google.aip.dev/151',
    group: 'standards',
    id: {
      required: true,
      describe: 'name of the operation, from the response to the call that started it',
      example: 'projects/example-project/locations/us-central1/operations/1234',
    },
    idFrom: 'name',
    settings: {
      baseUrl: {
        describe: 'service address',
        required: true,
        example: 'https://healthcare.googleapis.com',
      },
      apiVersion: {
        describe: 'version of the API of the service',
        default: 'v1',
        example: 'v1beta1',
      },
      accessToken: {
        describe:
          'OAuth access token, as printed by gcloud auth print-access-token, valid for an hour',
        secret: true,
        required: true,
        example: 'example-token',
      },
      quotaProject: {
        describe: "project to charge, which some services require with a user account's token",
        example: 'example-project',
      },
    },
    description: {
      request: {
        path: '/{apiVersion}/{+id}',
        headers: {
          authorization: 'Bearer {accessToken}',
          'x-goog-user-project': '{quotaProject}',
        },
      },
      // Operations of Compute Engine and Cloud SQL have another form, and the field kind.
      requires: 'name && !kind',
      // done is missing until the operation ends. Then there is either error or response.
      state: {
        from: "done ? (error ? (error.code == `1` ? 'CANCELLED' : (error.code == `10` ? 'ABORTED' : 'error')) : 'done') : 'running'",
        words: {
          running: 'running',
          done: 'succeeded',
          error: 'failed',
          CANCELLED: 'aborted',
          ABORTED: 'aborted',
        },
      },
      completed: `${counter} ? ${sumOf(`${counter}.[success, failure]`)} : (${counts}[?@] ? ${sumOf(counts)} : ${documents}.completedWork)`,
      total: `(${counter}.pending || (${counter} && done)) ? ${sumOf(`${counter}.[success, failure, pending]`)} : (to_number(${documents}.estimatedWork) >= to_number(${documents}.completedWork || \`0\`) && ${documents}.estimatedWork)`,
      failed: `${counter} ? not_null(${counter}.failure, \`0\`) : metadata.failureCount`,
      percent: 'metadata.progress.progressPercent',
      message: 'error.message || response.errorSamples[*].message',
      phase: 'metadata.operationState',
      startedAt: 'not_null(metadata.startTime, metadata.createTime, metadata.progress.startTime)',
      updatedAt: 'not_null(metadata.endTime, metadata.updateTime, metadata.progress.endTime)',
    },
    hints: {
      refused:
        'Check accessToken, which is valid for an hour, and that its account can get operations. Some services require quotaProject.',
      'not-found':
        'Check the name of the operation, apiVersion, and that baseUrl is the service that started it. Services delete operations some time after their end.',
      'bad-answer':
        "This preset can't read the operations of Compute Engine, Cloud SQL and Kubernetes Engine, which have another format.",
    },
    unconfirmed: [
      "running, done and error are importwatch's own statuses. An operation has only the done field, and an error field if it failed.",
      'Each service has its own format of progress in metadata. importwatch reads the counts of Cloud Healthcare, Discovery Engine and Firestore, and the percentage of Spanner.',
      'Of these, only Cloud Healthcare and Discovery Engine report failed records. If any record failed, Cloud Healthcare reports an error, and the operation counts as failed.',
      'The ABORTED error code counts as aborted. It means that there was a conflict or that another operation took precedence.',
    ],
  }) as const satisfies Preset;
