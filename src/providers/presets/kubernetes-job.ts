import type { Preset } from '../http/api-description.ts';

const holds = (types: string) =>
  `(status.conditions[?status == 'True' && contains(\`${types}\`, type)] | [0].type)`;

export default () =>
  ({
    name: 'kubernetes-job',
    title: 'Kubernetes Jobs',
    service: 'Kubernetes',
    docs: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/job-v1/',
    group: 'standards',
    id: {
      required: true,
      describe: 'Job name, alone or as namespace/name',
      example: 'shop/import-products',
    },
    idFrom: "join('/', [metadata.namespace, metadata.name])",
    settings: {
      baseUrl: {
        describe: 'API server address, as kubectl cluster-info shows it',
        required: true,
        example: 'https://cluster.example.com:6443',
      },
      namespace: {
        describe: 'Job namespace, unless the id includes it',
        default: 'default',
        example: 'shop',
        prompt: true,
      },
      accessToken: {
        describe:
          'bearer token of an account that can get Jobs, as printed by kubectl create token (not needed with kubectl proxy)',
        secret: true,
        example: 'example-token',
      },
    },
    idParts: /^(?:(?<namespace>[^/]+)\/)?(?<id>[^/]+)$/,
    description: {
      request: {
        path: '/apis/batch/v1/namespaces/{namespace}/jobs/{id}',
        headers: { authorization: 'Bearer {accessToken}' },
      },
      requires: "kind == 'Job'",
      // According to JobStatus, a Job has ended once the condition Complete or Failed is true.
      state: {
        from: `${holds('["Complete", "Failed"]')} || ${holds('["Suspended"]')} || (status.startTime ? 'Running' : 'Waiting')`,
        words: {
          Waiting: 'queued',
          Suspended: 'blocked',
          Running: 'running',
          Complete: 'succeeded',
          Failed: 'failed',
        },
      },
      // Kubernetes replaces a pod that failed, so that isn't a failed record.
      completed: 'spec.completions > `1` && not_null(status.succeeded, `0`)',
      total: 'spec.completions > `1` && spec.completions',
      message:
        'status.conditions[?status == \'True\' && contains(`["Failed", "FailureTarget", "Suspended"]`, type)].not_null(message, reason)',
      name: 'metadata.name',
      startedAt: 'status.startTime',
      // A Job that is deleted and created again has another uid.
      run: 'metadata.uid',
      updatedAt:
        'not_null(status.completionTime, status.conditions[-1].lastTransitionTime, status.startTime, metadata.creationTimestamp)',
    },
    hints: {
      refused:
        'Check accessToken, and that its account can get jobs of the API group batch in this namespace.',
      'not-found':
        'Check the name and the namespace. A Job with ttlSecondsAfterFinished is deleted some time after its end.',
    },
    unconfirmed: [
      "Running and Waiting are importwatch's own statuses, for a Job without a condition. Complete, Failed and Suspended are conditions.",
      "Counts are pods, for Jobs with more than one completion. Kubernetes doesn't count the records that they import.",
    ],
  }) as const satisfies Preset;
