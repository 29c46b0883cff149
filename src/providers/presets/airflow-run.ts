import type { Preset } from '../http/api-description.ts';

const path = '/api/{apiVersion}/dags/{dag}/dagRuns/{run}';
/**
 * The states in State.finished. Airflow pages after 100 task instances, and longer lists aren't
 * counted.
 */
const finished = '["success", "failed", "skipped", "upstream_failed", "removed"]';
const isWhole = 'total_entries > `1` && length(task_instances) == total_entries';

export default () =>
  ({
    name: 'airflow-run',
    title: 'Apache Airflow DAG runs',
    service: 'Airflow',
    docs: 'https://airflow.apache.org/docs/apache-airflow/stable/stable-rest-api-ref.html#operation/get_dag_run',
    group: 'services',
    id: {
      required: true,
      describe: 'dag_id/dag_run_id, both from the response to the call that triggered the run',
      example: 'import_products/manual__2026-11-22T10:00:00+00:00',
    },
    idFrom: "join('/', [dag_id, dag_run_id])",
    settings: {
      baseUrl: {
        describe: 'web server address, up to /api',
        required: true,
        example: 'https://airflow.example.com',
      },
      apiVersion: {
        describe: 'version of the REST API: v2 of Airflow 3, v1 of Airflow 2',
        choices: ['v1', 'v2'],
        default: 'v2',
      },
      accessToken: {
        describe: 'bearer token, as returned by POST /auth/token of Airflow 3',
        secret: true,
        example: 'example-token',
      },
      username: { describe: 'username, instead of accessToken', example: 'watcher' },
      password: { describe: 'password for username', secret: true, example: 'example-password' },
      login: {
        describe:
          'how to log in: with Basic authorization, or with a token from /auth/token, which Airflow 3 expects',
        choices: ['basic', 'token'],
        default: 'basic',
      },
    },
    atMostOneOf: [['accessToken', 'username']],
    together: [['username', 'password']],
    variants: {
      login: {
        token: {
          request: { path },
          token: { path: '/auth/token', body: { username: '{username}', password: '{password}' } },
        },
      },
    },
    description: {
      idParts: '{dag}/{run}',
      request: {
        path,
        headers: { authorization: 'Bearer {accessToken}' },
        basic: '{username}:{password}',
      },
      // DagRunState, in both versions.
      state: {
        from: 'state',
        words: { queued: 'queued', running: 'running', success: 'succeeded', failed: 'failed' },
      },
      message: 'note',
      name: 'dag_id',
      kind: 'run_type',
      startedAt: 'start_date',
      updatedAt: 'not_null(end_date, last_scheduling_decision, start_date, queued_at)',
      also: {
        request: { path: `${path}/taskInstances`, query: { limit: '100' } },
        completed: `${isWhole} && length(task_instances[?contains(\`${finished}\`, state)])`,
        total: `${isWhole} && total_entries`,
      },
      error: { message: 'detail || title' },
    },
    hints: {
      refused:
        'Check accessToken, or username, password and login, and that the user can read runs of this DAG.',
      'not-found': 'Check the id (dag_id/dag_run_id) and apiVersion.',
    },
    unconfirmed: [
      'Airflow has no state for a stopped run. Such a run is marked as failed or as success.',
      "Counts are tasks, for runs of 2 to 100 tasks. Airflow doesn't count the records that they import.",
      "A run succeeds if its last tasks succeeded, even if other tasks failed. importwatch doesn't report those.",
      'Whether Basic works depends on the configured auth backend or auth manager.',
    ],
  }) as const satisfies Preset;
