import type { Preset } from '../http/api-description.ts';

export default {
  name: 'gitlab-bulk-import',
  title: 'GitLab migrations by direct transfer',
  docs: 'https://docs.gitlab.com/api/bulk_imports/',
  group: 'services',
  id: {
    required: true,
    describe: 'id of the migration, from the answer of POST /bulk_imports',
    example: '1',
  },
  settings: {
    baseUrl: {
      describe: 'address of the instance that the groups and projects are moved to',
      default: 'https://gitlab.com',
      example: 'https://gitlab.example.com',
    },
    accessToken: {
      describe: 'access token of the user who started the migration, with the scope read_api',
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
    // The states are those of the source (BulkImport). timeout: nothing has moved for 24 hours.
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
    // Of each group or project: docs.gitlab.com/api/bulk_imports, pages as docs.gitlab.com/api/rest.
    failedRecords: {
      request: { path: '/api/v4/bulk_imports/{id}/entities', query: { per_page: '100' } },
      records: '[].failures[]',
      next: { page: "header('x-next-page')" },
    },
    name: 'source_url',
    kind: 'source_type',
    startedAt: 'created_at',
    updatedAt: 'updated_at',
    // An id that is no number.
    statuses: { 400: 'not-found' },
  },
  hints: {
    refused: 'Check accessToken: it needs the scope read_api.',
    'not-found':
      'Check the id, a number, and that accessToken belongs to the user who started the migration.',
  },
  unconfirmed: [
    'finished with failures is a word of importwatch, for finished together with has_failures, which older versions of GitLab do not send.',
    'Counts are in the entities of a migration, which are not read.',
  ],
} as const satisfies Preset;
