import type { Preset } from '../http/api-description.ts';

const counts = 'data.attributes';

export default () =>
  ({
    name: 'klaviyo-import',
    title: 'Klaviyo bulk imports of profiles, catalogs and coupons',
    service: 'Klaviyo',
    docs: 'https://developers.klaviyo.com/en/reference/get_bulk_import_profiles_job',
    group: 'services',
    id: {
      required: true,
      describe: 'id of the job, from the response to the call that started it',
      example: '01GSQPBF74KQ5YTDEPP41T1BZH',
    },
    idFrom: 'data.id',
    settings: {
      baseUrl: {
        describe: 'API address',
        default: 'https://a.klaviyo.com',
        example: 'https://a.klaviyo.com',
      },
      apiKey: {
        describe: 'private API key with the scope to read what is imported, such as profiles:read',
        secret: true,
        required: true,
        example: 'example-key',
      },
      jobs: {
        describe: 'kind of job, as in the path of its call',
        default: 'profile-bulk-import-jobs',
        example: 'catalog-item-bulk-create-jobs',
        prompt: true,
      },
      revision: {
        describe: 'API revision',
        default: '2026-07-15',
        example: '2025-01-15',
      },
    },
    description: {
      request: {
        path: '/api/{jobs}/{id}',
        headers: { authorization: 'Klaviyo-API-Key {apiKey}', revision: '{revision}' },
      },
      state: {
        from: 'data.attributes.status',
        words: {
          queued: 'queued',
          processing: 'running',
          complete: 'succeeded',
          cancelled: 'aborted',
        },
      },
      // The completed operations may include failed ones, so this adds both, up to the total.
      completed: `min([sum(${counts}.[completed_count, failed_count][?@]), to_number(${counts}.total_count)])`,
      total: 'data.attributes.total_count',
      failed: 'data.attributes.failed_count',
      message: 'data.attributes.errors[*].detail',
      kind: 'data.type',
      startedAt: 'data.attributes.started_at || data.attributes.created_at',
      updatedAt:
        'data.attributes.completed_at || data.attributes.started_at || data.attributes.created_at',
      error: { message: 'errors[*].detail', code: 'errors[0].code' },
    },
    hints: {
      refused: 'Check apiKey. It must be a private key with the scope to read what is imported.',
      'not-found':
        'Check the id and the setting jobs. Klaviyo deletes a job once it has expired (expires_at).',
    },
    unconfirmed: [
      "The documentation doesn't say whether completed_count includes failed operations. importwatch adds both, up to total_count.",
      'Klaviyo has no status for a failed job. importwatch reports a failure if all of its operations failed.',
    ],
  }) as const satisfies Preset;
