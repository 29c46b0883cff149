import type { Preset } from '../http/api-description.ts';

const counts = 'request_counts';
const ended = `sum(${counts}.[succeeded, errored, canceled, expired])`;

export default () =>
  ({
    name: 'anthropic-batch',
    title: 'Anthropic message batches',
    service: 'Anthropic',
    docs: 'https://platform.claude.com/docs/en/api/resources/messages/subresources/batches/methods/retrieve',
    group: 'services',
    id: {
      required: true,
      describe: 'message batch id, from the response to the call that created it',
      example: 'msgbatch_013Zva2CMHLNnXjNJJKqJ2EF',
    },
    idFrom: 'id',
    settings: {
      baseUrl: {
        describe: 'API address',
        default: 'https://api.anthropic.com',
        example: 'https://api.anthropic.com',
      },
      apiKey: {
        describe: 'API key of the workspace that the batch belongs to',
        secret: true,
        required: true,
        example: 'example-key',
      },
      apiVersion: {
        describe: 'API version',
        default: '2023-06-01',
        example: '2023-06-01',
      },
    },
    description: {
      request: {
        path: '/v1/messages/batches/{id}',
        headers: { 'x-api-key': '{apiKey}', 'anthropic-version': '{apiVersion}' },
      },
      state: {
        from: 'processing_status',
        words: { in_progress: 'running', canceling: 'running', ended: 'succeeded' },
      },
      abortedWhen: `to_number(${counts}.canceled) > \`0\` && to_number(${counts}.canceled) == ${ended}`,
      // These counts are zero until the whole batch has ended, so they don't show its progress.
      completed: `${ended} > \`0\` && ${ended}`,
      total: `sum(values(${counts}))`,
      failed: `sum(${counts}.[errored, canceled, expired])`,
      message: `${counts}.[canceled > \`0\` && join('', [to_string(canceled), ' canceled']), expired > \`0\` && join('', [to_string(expired), ' expired'])][?@]`,
      startedAt: 'created_at',
      updatedAt: 'ended_at || cancel_initiated_at || created_at',
    },
    hints: {
      refused: 'Check apiKey.',
      'not-found':
        'Check the id (msgbatch_…), and that apiKey belongs to the workspace of the batch. A new batch can be unknown for some seconds.',
    },
    unconfirmed: [
      'Canceled and expired requests count as failed, because they have no result. If all of them were canceled, the batch was aborted.',
      'Users of the SDK report that the service may not know a new batch for a few seconds.',
    ],
  }) as const satisfies Preset;
