import type { Preset } from '../http/api-description.ts';

export default () =>
  ({
    name: 'jenkins-build',
    title: 'Jenkins builds',
    service: 'Jenkins',
    docs: 'https://www.jenkins.io/doc/book/using/remote-access-api/',
    group: 'services',
    id: {
      required: true,
      describe: 'build address, or its path below baseUrl',
      example: 'job/import-products/42',
    },
    idFrom: "header('location')",
    settings: {
      baseUrl: {
        describe: 'address of Jenkins',
        required: true,
        example: 'https://jenkins.example.com',
      },
      username: { describe: 'name of a user who can read the job', example: 'watcher' },
      apiToken: { describe: 'API token of that user', secret: true, example: 'example-token' },
    },
    together: [['username', 'apiToken']],
    // Addresses in a browser end in a slash.
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
      // A running build can already have a result, which can still get worse.
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
      // Jenkins sends an HTML page.
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
      refused: 'Check username and apiToken, and that the user can read the job.',
      'not-found':
        'Check the path, such as job/folder/job/name/number. Jenkins discards old builds, and queue items 5 minutes after they leave the queue.',
    },
    unconfirmed: [
      "queued, blocked, building and cancelled are importwatch's own statuses. All others are Jenkins results.",
      'NOT_BUILT counts as aborted, because nothing was built.',
      "importwatch doesn't read the progress that Jenkins shows, because it is an estimate from earlier builds.",
    ],
  }) as const satisfies Preset;
