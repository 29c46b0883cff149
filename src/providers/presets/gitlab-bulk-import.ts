import type { Preset } from '../http/api-description.ts';

export default () =>
  ({
    name: 'gitlab-bulk-import',
    title: 'GitLab migrations by direct transfer',
    service: 'GitLab',
    docs: 'https://docs.gitlab.com/api/bulk_imports/',
    group: 'services',
    id: {
      required: true,
      describe: 'migration id, from the response to POST /bulk_imports',
      example: '1',
    },
    settings: {
      baseUrl: {
        describe: 'destination instance address',
        default: 'https://gitlab.com',
        example: 'https://gitlab.example.com',
        prompt: true,
      },
      accessToken: {
        describe: 'access token of the user who started the migration, with the read_api scope',
        secret: true,
        required: true,
        example: 'example-token',
      },
    },
    description: {
      request: {
        path: '/api/v4/bulk_imports/{id}',
        headers: { 'private-token': '{accessToken}' },
      },
      // From GitLab's source (BulkImport). timeout: nothing has changed for 24 hours.
      state: {
        from: "status == 'finished' && has_failures ? 'finished with failures' : status",
        words: {
          created: 'queued',
          started: 'running',
          finished: 'succeeded',
          'finished with failures': 'partial',
          timeout: 'failed',
          failed: 'failed',
          canceled: 'aborted',
        },
      },
      // Per group or project. Sources: docs.gitlab.com/api/bulk_imports, and docs.gitlab.com/api/rest
      // for pages.
      failedRecords: {
        request: { path: '/api/v4/bulk_imports/{id}/entities', query: { per_page: '100' } },
        records: '[].failures[]',
        next: { page: "header('x-next-page')" },
      },
      name: 'source_url',
      kind: 'source_type',
      startedAt: 'created_at',
      updatedAt: 'updated_at',
      // For an id that isn't a number.
      statuses: { 400: 'not-found' },
    },
    hints: {
      refused: 'Check accessToken, which needs the scope read_api.',
      'not-found':
        'Check the id, which is a number, and that accessToken belongs to the user who started the migration.',
    },
    unconfirmed: [
      "importwatch shows finished with failures if the status is finished and has_failures is set. Older versions of GitLab don't send has_failures.",
      "importwatch doesn't read the entities of a migration, which have the counts.",
    ],
  }) as const satisfies Preset;
