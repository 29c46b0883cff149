import type { Preset } from '../http/api-description.ts';

export default {
  name: 'jenkins-build',
  title: 'Jenkins builds',
  docs: 'https://www.jenkins.io/doc/book/using/remote-access-api/',
  group: 'services',
  id: {
    required: true,
    describe: 'address of the build, or its path below baseUrl',
    example: 'job/import-products/42',
  },
  idFrom: "header('location')",
  settings: {
    baseUrl: {
      describe: 'address of Jenkins',
      required: true,
      example: 'https://jenkins.example.com',
    },
    username: { describe: 'name of a user who may read the job', example: 'watcher' },
    apiToken: { describe: 'API token of that user', secret: true, example: 'example-token' },
  },
  together: [['username', 'apiToken']],
  // As the browser shows it, with a slash at the end.
  idParts: /^(?<id>.+?)(?:\/api\/json)?\/?$/,
  description: {
    request: {
      path: '/{+id}/api/json',
      // A build (hudson.model.Run), or an item of the queue (hudson.model.Queue).
      query: {
        tree: 'building,result,timestamp,duration,fullDisplayName,url,inQueueSince,cancelled,blocked,why,executable[url],task[name]',
      },
      basic: '{username}:{apiToken}',
    },
    // A build that is still building can have a result already, which can get worse.
    state: {
      from: "inQueueSince ? (cancelled ? 'cancelled' : (blocked ? 'blocked' : 'queued')) : (building ? 'building' : result)",
      words: {
        queued: 'queued',
        blocked: 'blocked',
        building: 'running',
        SUCCESS: 'succeeded',
        // "The build had some errors but they were not fatal. For example, some tests failed."
        UNSTABLE: 'partial',
        FAILURE: 'failed',
        ABORTED: 'aborted',
        NOT_BUILT: 'aborted',
        cancelled: 'aborted',
      },
    },
    message: 'why',
    name: 'fullDisplayName || task.name',
    startedAt: 'timestamp || inQueueSince',
    updatedAt: 'building || !timestamp ? `null` : (timestamp + duration)',
    url: 'url',
    // It is a page.
    statuses: { 404: 'not-found' },
    error: {
      when: 'executable',
      code: "executable && 'started'",
      words: { started: 'superseded' },
      message: "executable && join('', ['The build has started: ', executable.url])",
    },
  },
  meanings: { superseded: 'has taken this item from the queue' },
  hints: {
    superseded: 'Watch the build under its own address.',
    refused: 'Check username and apiToken, and that the user may read the job.',
    'not-found':
      'Check the path: job/folder/job/name/number. Old builds are discarded, and items of the queue some minutes after they have left it.',
  },
  unconfirmed: [
    'queued, blocked, building and cancelled are words of importwatch; the others are results of Jenkins.',
    'NOT_BUILT counts as aborted, since nothing was built.',
    'The progress that Jenkins shows is an estimate from earlier builds, as that of importwatch is; it is not read.',
  ],
} as const satisfies Preset;
