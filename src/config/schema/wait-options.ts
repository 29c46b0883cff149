import type { Option } from './option.ts';

/** An option of the watch, which a profile or `defaults` may also set. */
export interface WaitOption extends Option {
  /** As on the command line. */
  readonly flag: string;
}

/** By key in a file. The name of the environment variable follows from the key. */
export const waitOptions = {
  interval: {
    flag: '-i, --interval <auto|duration>',
    kind: 'auto-duration',
    describe: 'time between polls',
    default: 'auto',
    example: '5s',
  },
  timeout: {
    flag: '-t, --timeout <duration>',
    kind: 'duration',
    describe: 'limit of the whole wait; 0s asks once',
    default: 'none',
    example: '2h',
  },
  until: {
    flag: '--until <time>',
    kind: 'clock-time',
    describe: 'stop at this time: 06:00 (the next one), or a date and time in ISO 8601',
    default: 'none',
    example: '06:00',
  },
  stallTimeout: {
    flag: '--stall-timeout <duration>',
    kind: 'duration',
    describe: 'give up after no change of any kind for so long',
    default: 'none; a warning after 10m',
    example: '30m',
  },
  maxOutage: {
    flag: '--max-outage <duration>',
    kind: 'duration',
    describe: 'how long in a row the service may give no usable answer',
    default: '5m; 15s before the first good answer',
    example: '10m',
  },
  appearTimeout: {
    flag: '--appear-timeout <duration>',
    kind: 'duration',
    describe: 'how long an id that the service does not know yet may take to appear',
    default: '0s; 15s for an id from standard input or run',
    example: '1m',
  },
  any: {
    flag: '--any',
    kind: 'boolean',
    describe: 'with several targets, end at the first that succeeded',
  },
  all: {
    flag: '--all',
    kind: 'boolean',
    describe: 'with several targets, end when all have ended',
    default: 'true',
  },
  failFast: {
    flag: '--fail-fast',
    kind: 'boolean',
    describe: 'with several targets, end at the first that did not succeed',
    default: 'false',
  },
  new: {
    flag: '--new',
    kind: 'boolean',
    describe:
      'an import that has already ended at the first look is not ours: wait for the next one',
    default: 'false',
  },
  onActionRequired: {
    flag: '--on-action-required <wait|exit>',
    kind: 'choice',
    choices: ['wait', 'exit'],
    describe: 'what to do about an import that waits for a person',
    default: 'wait in a terminal, else exit',
    example: 'wait',
  },
  failOnPartial: {
    flag: '--fail-on-partial',
    kind: 'boolean',
    describe: 'records that failed make exit code 10',
    default: 'false',
  },
  maxFailed: {
    flag: '--max-failed <n|n%>',
    kind: 'record-limit',
    describe: 'exit with 10 if more records failed, with 11 if the service does not count them',
    default: 'none',
    example: '2%',
  },
  minRecords: {
    flag: '--min-records <n>',
    kind: 'count',
    describe: 'exit with 11 unless at least so many records arrived',
    default: 'none',
    example: '4750',
  },
  expectRecords: {
    flag: '--expect-records <n>',
    kind: 'count',
    describe: 'exit with 11 unless exactly so many records arrived',
    default: 'none',
    example: '5000',
  },
  failedTo: {
    flag: '--failed-to <file>',
    kind: 'path',
    describe: 'after the end, write the failed records; several imports need {id} in the name',
    example: 'failed-{id}.csv',
    ownFileOnly: true,
  },
  heartbeat: {
    flag: '--heartbeat <duration>',
    kind: 'duration',
    describe: 'plain output: a line at least so often; 0s is never',
    default: '60s',
    example: '5m',
  },
  notify: {
    flag: '--notify',
    kind: 'boolean',
    describe:
      'in a terminal, tell of the end by a notification or the bell, if it took 10s or more',
    default: 'false',
  },
  onEnd: {
    flag: '--on-end <command>',
    kind: 'command',
    describe: 'run a command at the end, with the result as JSON on its standard input',
    default: 'none',
    example: './tell.sh',
    ownFileOnly: true,
  },
} as const satisfies Record<string, WaitOption>;

export type WaitKey = keyof typeof waitOptions;

/** Values at one level: flags, environment, profile or `defaults`. */
export type WaitValues = { readonly [K in WaitKey]?: unknown };

export const waitKeys = Object.keys(waitOptions) as readonly WaitKey[];
