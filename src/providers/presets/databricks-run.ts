import type { Preset, WordMeaning } from '../http/api-description.ts';

/** RunLifeCycleState of `state`, and RunLifecycleStateV2State of `status`. */
const phases = {
  QUEUED: 'queued',
  PENDING: 'queued',
  BLOCKED: 'blocked',
  WAITING: 'running',
  WAITING_FOR_RETRY: 'running',
  RUNNING: 'running',
  // The task has completed. The cluster is being cleaned up.
  TERMINATING: 'running',
  SKIPPED: 'aborted',
  INTERNAL_ERROR: 'failed',
} as const satisfies Record<string, WordMeaning>;

/** RunResultState of `state`. */
const results = {
  SUCCESS: 'succeeded',
  SUCCESS_WITH_FAILURES: 'partial',
  FAILED: 'failed',
  TIMEDOUT: 'failed',
  UPSTREAM_FAILED: 'failed',
  CANCELED: 'aborted',
  UPSTREAM_CANCELED: 'aborted',
  MAXIMUM_CONCURRENT_RUNS_REACHED: 'aborted',
  EXCLUDED: 'aborted',
  DISABLED: 'aborted',
} as const satisfies Record<string, WordMeaning>;

/** Codes of `status.termination_details` besides the results, if they don't mean a failure. */
const codes = {
  USER_CANCELED: 'aborted',
  MAX_CONCURRENT_RUNS_EXCEEDED: 'aborted',
  MAX_JOB_QUEUE_SIZE_EXCEEDED: 'aborted',
} as const satisfies Record<string, WordMeaning>;

const details = 'status.termination_details';
const phase = 'not_null(state.life_cycle_state, status.state)';
/** Databricks adds new codes. The type of an unknown code shows whether it is an error. */
const types = '["CLIENT_ERROR", "CLOUD_FAILURE", "INTERNAL_ERROR"]';
const known = JSON.stringify([...Object.keys(results), ...Object.keys(codes), 'SKIPPED']);
const code = `(!contains(\`${known}\`, ${details}.code) && contains(\`${types}\`, ${details}.type) ? ${details}.type : ${details}.code)`;

const ended =
  '[?contains(`["TERMINATED", "SKIPPED", "INTERNAL_ERROR"]`, not_null(state.life_cycle_state, status.state, \'\'))]';
/**
 * A single task isn't progress. Version 2.2 pages after 100 tasks, and longer lists aren't counted.
 */
const countsTasks = 'length(tasks) > `1` && !next_page_token';

export default () =>
  ({
    name: 'databricks-run',
    title: 'Databricks job runs',
    service: 'Databricks',
    docs: 'https://docs.databricks.com/api/workspace/jobs/getrun',
    group: 'services',
    id: {
      required: true,
      describe: 'run_id, from the response to run-now or submit',
      example: '455644833',
    },
    idFrom: 'run_id',
    settings: {
      baseUrl: {
        describe: 'workspace address',
        required: true,
        example: 'https://example.cloud.databricks.com',
      },
      accessToken: {
        describe: 'personal or OAuth access token of an account that can view the run',
        secret: true,
        required: true,
        example: 'example-token',
      },
      apiVersion: {
        describe: 'Jobs API version',
        choices: ['2.1', '2.2'],
        default: '2.2',
      },
    },
    description: {
      request: {
        path: '/api/{apiVersion}/jobs/runs/get',
        query: { run_id: '{id}' },
        headers: { authorization: 'Bearer {accessToken}' },
      },
      // The statuses come from the types of the Python SDK (databricks/sdk/service/jobs.py).
      state: {
        from: `${phase} == 'TERMINATED' ? not_null(state.result_state, ${code}) : ${phase}`,
        words: {
          ...phases,
          ...results,
          ...codes,
          CLIENT_ERROR: 'failed',
          CLOUD_FAILURE: 'failed',
        },
      },
      completed: `${countsTasks} && length(tasks${ended})`,
      total: `${countsTasks} && length(tasks)`,
      message:
        'not_null(status.termination_details.message, state.state_message) || state.queue_reason',
      name: 'run_name',
      kind: 'run_type',
      startedAt: 'start_time',
      // 0 while the run is running.
      updatedAt: 'end_time > `0` ? end_time : start_time',
      url: 'run_page_url',
      error: {
        message: 'message',
        // Sent with status 400: "Run 1 does not exist."
        code: "contains(message, 'does not exist') || contains(message, 'doesn\\'t exist') ? 'no-run' : error_code",
        words: { 'no-run': 'not-found' },
      },
    },
    hints: {
      refused: 'Check accessToken, and that its account has the permission CAN VIEW of the job.',
      'not-found':
        'Check the id. It must be the run_id, not the job_id. Databricks keeps runs for 60 days.',
    },
    unconfirmed: [
      'A run that reached its time limit counts as failed if its result is TIMEDOUT. If the answer has only the code CANCELED, the run counts as aborted.',
      'A skipped or disabled run counts as aborted, because nothing ran.',
      "Counts are tasks, for jobs with more than one task. Databricks doesn't count the records that they import.",
    ],
  }) as const satisfies Preset;
