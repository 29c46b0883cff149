import type { Preset } from '../http/api-description.ts';

export default () =>
  ({
    name: 'gitlab-import',
    title: 'GitLab project imports',
    service: 'GitLab',
    docs: 'https://docs.gitlab.com/api/project_import_export/#import-status',
    group: 'services',
    id: { required: true, describe: 'project id or path', example: 'group/project' },
    settings: {
      baseUrl: {
        describe: 'instance address',
        default: 'https://gitlab.com',
        example: 'https://gitlab.example.com',
        prompt: true,
      },
      accessToken: {
        describe: 'access token with the read_api scope',
        secret: true,
        required: true,
        example: 'example-token',
      },
    },
    description: {
      request: {
        path: '/api/v4/projects/{id}/import',
        headers: { 'private-token': '{accessToken}' },
      },
      state: {
        from: 'import_status',
        words: {
          none: 'not-found',
          scheduled: 'queued',
          started: 'running',
          finished: 'succeeded',
          failed: 'failed',
          // From GitLab's source (ProjectImportState). It isn't in the documentation.
          canceled: 'aborted',
        },
      },
      // stats.imported doesn't include relations that failed.
      completed: 'sum([sum(values(stats.imported)), length(not_null(failed_relations, `[]`))])',
      total: 'sum(values(stats.fetched))',
      failed: 'length(failed_relations)',
      failedRecords: { records: 'failed_relations' },
      message: 'import_error || failed_relations[*].exception_message',
      name: 'path_with_namespace',
      kind: 'import_type',
    },
    hints: {
      refused: 'Check accessToken, which needs the scope read_api and access to the project.',
    },
    unconfirmed: [
      'GitLab lists at most 100 failed relations, so the failed count can be too low.',
      'Only imports from GitHub have counts, and their total grows while GitLab fetches.',
    ],
  }) as const satisfies Preset;
