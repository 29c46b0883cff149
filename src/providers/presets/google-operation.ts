import type { Preset } from '../http/api-description.ts';

const sumOf = (list: string) => `sum(${list}[?@].to_number(@))`;
// Cloud Healthcare has a counter, Discovery Engine and Retail have counts, Firestore has documents.
// 64-bit integers are texts in JSON.
const { counter, counts, documents } = {
  counter: 'metadata.counter',
  counts: 'metadata.[successCount, failureCount]',
  documents: 'metadata.progressDocuments',
};

export default {
  name: 'google-operation',
  title: 'Google Cloud long-running operations (AIP-151)',
  docs: 'https://google.aip.dev/151',
  group: 'standards',
  id: {
    required: true,
    describe: 'name of the operation, from the answer of the call that started it',
    example: 'projects/example-project/locations/us-central1/operations/1234',
  },
  idFrom: 'name',
  settings: {
    baseUrl: {
      describe: 'address of the service',
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
        'OAuth access token, as gcloud auth print-access-token prints one; it is good for an hour',
      secret: true,
      required: true,
      example: 'example-token',
    },
    quotaProject: {
      describe: 'project that is charged, which some services want of the token of a person',
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
    // Operations of Compute Engine and Cloud SQL are of another kind, and say so.
    requires: 'name && !kind',
    // done is missing until the operation is completed. Then there is either error or response.
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
      'Check accessToken, which is good for an hour, and that its account may get operations. Some services want quotaProject.',
    'not-found':
      'Check the name of the operation, apiVersion, and that baseUrl is the service that started it. Services delete operations some time after their end.',
    'bad-answer':
      'Compute Engine, Cloud SQL and Kubernetes Engine have operations of their own, which this preset cannot read.',
  },
  unconfirmed: [
    'running, done and error are words of importwatch: an operation has only done, and error if it failed.',
    'Progress is in metadata, which is different in each service. Counts of Cloud Healthcare, Discovery Engine, Retail and Firestore and the percentage of Spanner are read.',
    'Only Cloud Healthcare, Discovery Engine and Retail report records that failed. Cloud Healthcare reports an error as soon as there is one; the operation has then failed, whatever was imported.',
    'The code ABORTED means that another operation took precedence, or a conflict.',
  ],
} as const satisfies Preset;
