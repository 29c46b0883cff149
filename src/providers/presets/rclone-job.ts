import type { Preset } from '../http/api-description.ts';

export default () =>
  ({
    name: 'rclone-job',
    title: 'rclone jobs (remote control)',
    service: 'rclone',
    docs: 'https://rclone.org/rc/#job-status',
    group: 'services',
    id: {
      required: true,
      describe: 'executeId/jobid, from the response to a call with _async, or only jobid',
      example: 'd794c33c-463e-4acf-b911-f4b23e4f40b7/2',
    },
    idFrom: "jobid && join('/', [executeId, to_string(jobid)][?@])",
    settings: {
      baseUrl: {
        describe: 'remote control address',
        default: 'http://localhost:5572',
        example: 'http://localhost:5572',
        prompt: true,
      },
      username: { describe: 'username, as in --rc-user', example: 'watcher' },
      password: {
        describe: 'password, as in --rc-pass',
        secret: true,
        example: 'example-password',
      },
    },
    together: [['username', 'password']],
    idParts: /^(?:(?<execution>[^/]+)\/)?(?<job>\d+)$/,
    description: {
      request: {
        path: '/job/status',
        basic: '{username}:{password}',
        body: '{"jobid": {job}}',
      },
      requires: "type(finished) == 'boolean'",
      state: {
        from: "finished ? (success ? 'succeeded' : 'failed') : 'running'",
        words: { running: 'running', succeeded: 'succeeded', failed: 'failed' },
      },
      // The result of job/stop, tested with rclone 1.60.1.
      abortedWhen: "ends_with(error, 'context canceled')",
      run: 'executeId || startTime',
      message: 'error',
      name: 'group',
      startedAt: 'startTime',
      updatedAt: 'finished && endTime',
      also: {
        from: { group: 'group' },
        request: { path: '/core/stats', body: { group: '{group}', short: true } },
        completed: 'totalTransfers > `0` && transfers',
        total: 'totalTransfers > `0` && totalTransfers',
      },
      error: {
        // The id includes an executeId, and another rclone answers.
        when: "contains(id(), '/') && executeId && executeId != split(id(), '/')[0]",
        message: "error || (executeId && 'Another rclone with its own jobs answers.')",
        code: "error || (executeId && 'ANOTHER_RCLONE')",
        words: { 'job not found': 'not-found', ANOTHER_RCLONE: 'superseded' },
      },
    },
    meanings: { superseded: 'was restarted and numbers its jobs from 1 again' },
    hints: {
      refused: 'Check username and password, which must match --rc-user and --rc-pass of rclone.',
      'not-found':
        'Check the id, the number that rclone gave the job. rclone deletes a job a minute after its end (--rc-job-expire-duration).',
      gone: 'rclone deletes a job a minute after its end (--rc-job-expire-duration), and all jobs when it stops. Check the destination.',
      superseded: 'The outcome of the job is unknown. Check the destination.',
    },
    unconfirmed: [
      "rclone 1.60.1 sends no executeId and numbers its jobs from 1 again after a restart. An older id can then refer to another job, and importwatch can't tell.",
      'A stopped job has the error "context canceled" in rclone 1.60.1. The documentation doesn\'t mention it.',
      "Counts are transferred files. The total grows while rclone lists files. importwatch doesn't report errors as failed files, because rclone counts each retry.",
    ],
  }) as const satisfies Preset;
