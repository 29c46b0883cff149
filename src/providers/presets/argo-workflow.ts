import type { Preset } from '../http/api-description.ts';

const tasks = (index: number) =>
  `status.progress != '0/0' && split(status.progress, '/')[${index}]`;

export default () =>
  ({
    name: 'argo-workflow',
    title: 'Argo Workflows',
    service: 'Argo',
    docs: 'https://argo-workflows.readthedocs.io/en/latest/rest-api/',
    group: 'services',
    id: {
      required: true,
      describe: 'workflow name, alone or as namespace/name',
      example: 'argo/import-products-x7k2p',
    },
    idFrom: "join('/', [metadata.namespace, metadata.name])",
    settings: {
      baseUrl: {
        describe: 'Argo server address',
        required: true,
        example: 'https://argo.example.com:2746',
      },
      namespace: {
        describe: 'workflow namespace, unless the id includes it',
        default: 'argo',
        example: 'imports',
        prompt: true,
      },
      accessToken: {
        describe: 'token, as printed by argo auth token, without the word Bearer',
        secret: true,
        example: 'example-token',
      },
    },
    idParts: /^(?:(?<namespace>[^/]+)\/)?(?<id>[^/]+)$/,
    description: {
      request: {
        path: '/api/v1/workflows/{namespace}/{id}',
        // The nodes of a large workflow could exceed the size limit of an answer.
        query: {
          fields:
            'metadata,spec.suspend,status.phase,status.progress,status.message,status.startedAt,status.finishedAt',
        },
        headers: { authorization: 'Bearer {accessToken}' },
      },
      requires: 'metadata.name',
      // A stopped or terminated workflow has the phase Failed and a message that says so.
      state: {
        from: "status.phase == 'Failed' && starts_with(status.message || '', 'Stopped with strategy') ? 'Stopped' : (status.phase == 'Running' && spec.suspend ? 'Suspended' : (status.phase || 'Waiting'))",
        words: {
          Waiting: 'queued',
          Pending: 'queued',
          Suspended: 'blocked',
          Running: 'running',
          Succeeded: 'succeeded',
          Failed: 'failed',
          Error: 'failed',
          Stopped: 'aborted',
        },
      },
      // "N/M": completed tasks, of the tasks known so far.
      completed: tasks(0),
      total: tasks(1),
      message: 'status.message',
      name: 'metadata.name',
      startedAt: 'status.startedAt',
      run: 'metadata.uid',
      updatedAt: 'not_null(status.finishedAt, status.startedAt, metadata.creationTimestamp)',
    },
    hints: {
      refused: 'Check accessToken, and that its account can get workflows in this namespace.',
      'not-found':
        'Check the name and the namespace. Workflows are deleted some time after their end, if their ttlStrategy says so.',
    },
    unconfirmed: [
      "Waiting, Suspended and Stopped are importwatch's own statuses. Waiting means no phase, and Suspended means that the spec sets suspend. Stopped means that someone stopped or terminated the workflow, which Argo reports as Failed.",
      'Counts are tasks, unless the tasks report their own progress. The total can grow while the workflow runs.',
      'A workflow that waits in a suspend step counts as running.',
    ],
  }) as const satisfies Preset;
