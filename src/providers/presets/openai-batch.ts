import type { Preset } from '../http/api-description.ts';

export default () =>
  ({
    name: 'openai-batch',
    title: 'OpenAI batches and compatible APIs',
    docs: 'https://platform.openai.com/docs/api-reference/batch/retrieve',
    group: 'standards',
    id: {
      required: true,
      describe: 'batch id, from the response to the call that created it',
      example: 'batch_abc123',
    },
    idFrom: 'id',
    settings: {
      baseUrl: {
        describe:
          'address of the API up to /v1, also of Azure OpenAI, Groq, Together AI, OpenRouter, Alibaba Model Studio or a proxy such as LiteLLM',
        default: 'https://api.openai.com/v1',
        example: 'https://api.groq.com/openai/v1',
      },
      apiKey: { describe: 'API key', secret: true, example: 'example-key' },
      azureKey: {
        describe: 'key of an Azure OpenAI resource, instead of apiKey',
        secret: true,
        example: 'example-key',
      },
      project: {
        describe: "project id, if apiKey isn't limited to one",
        example: 'proj_abc123',
      },
    },
    oneOf: [['apiKey', 'azureKey']],
    description: {
      request: {
        path: '/batches/{id}',
        headers: {
          authorization: 'Bearer {apiKey}',
          'api-key': '{azureKey}',
          'openai-project': '{project}',
        },
      },
      state: {
        // Together AI writes statuses in capitals.
        from: 'lower(status)',
        words: {
          validating: 'queued',
          in_progress: 'running',
          finalizing: 'running',
          cancelling: 'running',
          completed: 'succeeded',
          failed: 'failed',
          expired: 'failed',
          cancelled: 'aborted',
        },
      },
      // The total is 0 until the input file has been read.
      completed:
        'to_number(request_counts.total) > `0` && sum(request_counts.[completed, failed][?@])',
      total: 'to_number(request_counts.total) > `0` && request_counts.total',
      failed: 'to_number(request_counts.total) > `0` && request_counts.failed',
      percent: 'progress',
      message: 'errors.data[*].message || errors[*].message || error.message || error',
      kind: 'endpoint',
      startedAt: 'in_progress_at || created_at',
      updatedAt:
        'completed_at || failed_at || expired_at || cancelled_at || finalizing_at || in_progress_at || created_at',
    },
    hints: {
      refused: 'Check apiKey (azureKey for Azure OpenAI), and that it belongs to the project.',
      'not-found': 'Check the id, and that the batch was created with the same baseUrl and apiKey.',
    },
    unconfirmed: [
      "An expired batch counts as failed, because it wasn't completed within its time window. Its output file has the requests that finished in time.",
      "The documentation doesn't show the answer to an unknown id.",
      'Together AI reports no counts, only a percentage.',
    ],
  }) as const satisfies Preset;
