import type { Preset } from '../http/api-description.ts';

export default {
  name: 'rclone-job',
  title: 'rclone jobs (remote control)',
  docs: 'https://rclone.org/rc/#job-status',
  group: 'services',
  id: {
    required: true,
    describe:
      'executeId and jobid joined by a slash, from the answer of a call with _async; or jobid alone',
    example: 'd794c33c-463e-4acf-b911-f4b23e4f40b7/2',
  },
  idFrom: "jobid && join('/', [executeId, to_string(jobid)][?@])",
  settings: {
    baseUrl: {
      describe: 'address of the remote control',
      default: 'http://localhost:5572',
      example: 'http://localhost:5572',
    },
    username: { describe: 'name of --rc-user', example: 'watcher' },
    password: {
      describe: '… and the password of --rc-pass',
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
    // What job/stop leaves, as tried with rclone 1.60.1.
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
      // An id that names the rclone it is of, and another rclone that answers.
      when: "contains(id(), '/') && executeId && executeId != split(id(), '/')[0]",
      message: "error || (executeId && 'Another rclone answers, with jobs of its own.')",
      code: "error || (executeId && 'ANOTHER_RCLONE')",
      words: { 'job not found': 'not-found', ANOTHER_RCLONE: 'superseded' },
    },
  },
  meanings: { superseded: 'was restarted and counts its jobs from 1 again' },
  hints: {
    refused:
      'Check username and password: those that rclone was started with (--rc-user, --rc-pass).',
    'not-found':
      'Check the id, the number that rclone gave the job. rclone forgets a job a minute after its end (--rc-job-expire-duration).',
    gone: 'rclone forgets a job a minute after its end (--rc-job-expire-duration), and all jobs when it stops. Check the destination itself.',
    superseded: 'What became of the job is not known. Check the destination itself.',
  },
  unconfirmed: [
    "rclone 1.60.1 sends no executeId and counts its jobs from 1 again after a restart. An id from before a restart can then name another job, and importwatch can't tell.",
    'That a job which was stopped has the error "context canceled": rclone 1.60.1 says so, and its documentation does not.',
    'The counts are files that were transferred, of those found so far: the total grows while rclone lists. Errors are counted with their retries, so they are no failed files.',
  ],
} as const satisfies Preset;
