import type { Preset } from '../http/api-description.ts';

/** The states have two types, so GraphQL requires two names for them. */
const fields =
  '__typename id ... on Migration { state failureReason warningsCount repositoryName createdAt } ... on OrganizationMigration { organizationState: state failureReason targetOrgName remainingRepositoriesCount totalRepositoriesCount createdAt }';

const node = 'data.node';
const state = `${node}.not_null(state, organizationState)`;

export default () =>
  ({
    name: 'github-migration',
    title: 'GitHub migrations (GitHub Enterprise Importer)',
    service: 'GitHub',
    docs: 'https://docs.github.com/en/migrations/using-github-enterprise-importer/migrating-between-github-products/migrating-repositories-from-githubcom-to-github-enterprise-cloud?tool=api',
    group: 'services',
    id: {
      required: true,
      describe:
        'id of the migration, from the response to startRepositoryMigration or startOrganizationMigration',
      example: 'RM_kgC4NjFhNmE2ZWY1NmE4MjAwMDA4NjA5NTZi',
    },
    idFrom:
      'data.startRepositoryMigration.repositoryMigration.id || data.startOrganizationMigration.orgMigration.id',
    settings: {
      baseUrl: {
        describe: 'API address of the destination',
        default: 'https://api.github.com',
        example: 'https://api.octocorp.ghe.com',
        prompt: true,
      },
      accessToken: {
        describe: 'personal access token (classic) of a user who can migrate to the destination',
        secret: true,
        required: true,
        example: 'example-token',
      },
    },
    description: {
      request: {
        path: '/graphql',
        headers: { authorization: 'Bearer {accessToken}' },
        body: {
          query: `query($id: ID!) { node(id: $id) { ${fields} } }`,
          variables: { id: '{id}' },
        },
      },
      many: {
        request: {
          path: '/graphql',
          body: {
            query: `query($ids: [ID!]!) { nodes(ids: $ids) { ${fields} } }`,
            variables: { ids: '{ids}' },
          },
        },
        items: 'data.nodes[?@].{data: {node: @}}',
        id: 'data.node.id',
        most: 100,
      },
      state: {
        from: state,
        words: {
          NOT_STARTED: 'queued',
          QUEUED: 'queued',
          PENDING_VALIDATION: 'queued',
          IN_PROGRESS: 'running',
          PRE_REPO_MIGRATION: 'running',
          REPO_MIGRATION: 'running',
          POST_REPO_MIGRATION: 'running',
          SUCCEEDED: 'succeeded',
          FAILED: 'failed',
          FAILED_VALIDATION: 'failed',
        },
      },
      // For an organization, these are its repositories.
      completed: `${node}.totalRepositoriesCount - ${node}.remainingRepositoriesCount`,
      total: `${node}.totalRepositoriesCount`,
      message: `${node}.failureReason || (${node}.warningsCount > \`0\` && join('', [to_string(${node}.warningsCount), ' warnings'])) || null`,
      name: `${node}.not_null(repositoryName, targetOrgName)`,
      kind: `${node}.__typename`,
      startedAt: `${node}.createdAt`,
      error: {
        when: `errors || (data && !(${state}))`,
        message: 'errors[*].message || message',
        code: "errors[0].type || (message && contains(lower(message), 'rate limit') && 'RATE_LIMITED') || (data && 'NO_MIGRATION') || null",
        words: {
          NO_MIGRATION: 'not-found',
          NOT_FOUND: 'not-found',
          FORBIDDEN: 'refused',
          INSUFFICIENT_SCOPES: 'refused',
          RATE_LIMIT: 'rate-limited',
          RATE_LIMITED: 'rate-limited',
        },
      },
    },
    hints: {
      refused:
        'Check accessToken, which needs the scopes read:org and repo, and single sign-on if the organization requires it.',
      'not-found': 'Check the id (RM_… or OM_…), and that baseUrl is the API of the destination.',
    },
    unconfirmed: [
      'GitHub has no separate state for an aborted migration.',
      "Only the migration log lists what wasn't migrated. importwatch shows the number of warnings in the message. They aren't failed records.",
      "The documentation doesn't say whether the remaining repositories of an organization include failed ones.",
    ],
  }) as const satisfies Preset;
