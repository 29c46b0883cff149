import type { Option } from './option.ts';

/** An option of the watch, which a profile or `defaults` may also set. */
export interface WaitOption extends Option {
  /** As on the command line. */
  readonly flag: string;
  /** The part of the help that has it. */
  readonly group: WaitGroup;
}

export type WaitGroup = 'limits' | 'several' | 'import' | 'gates' | 'shown' | 'files';

/** By key in a file; the name of the environment variable follows from the key. */
export const waitOptions = {
  interval: {
    flag: '-i, --interval <auto|duration>',
    group: 'limits',
    kind: 'auto-duration',
    describe: 'Time between polls',
    default: 'auto',
    example: '5s',
  },
  timeout: {
    flag: '-t, --timeout <duration>',
    group: 'limits',
    kind: 'duration',
    describe: 'Stop after this long, with exit code 124 (0s: poll once)',
    default: 'none',
    example: '2h',
  },
  until: {
    flag: '--until <time>',
    group: 'limits',
    kind: 'clock-time',
    describe: 'Stop at this time: 06:00 (the next one), or an ISO 8601 date and time',
    default: 'none',
    example: '06:00',
  },
  stallTimeout: {
    flag: '--stall-timeout <duration>',
    group: 'limits',
    kind: 'duration',
    describe: 'Stop if nothing changes for this long',
    default: 'none, but a warning after 10m',
    example: '30m',
  },
  maxOutage: {
    flag: '--max-outage <duration>',
    group: 'limits',
    kind: 'duration',
    describe: 'Stop if the service is unreachable for this long',
    default: '5m, or 15s before the first good answer',
    example: '10m',
  },
  appearTimeout: {
    flag: '--appear-timeout <duration>',
    group: 'limits',
    kind: 'duration',
    describe: 'Keep polling an id that the service does not know for this long',
    default: '0s, or 15s with run or standard input',
    example: '1m',
  },
  any: {
    flag: '--any',
    group: 'several',
    kind: 'boolean',
    describe: 'Stop at the first success',
  },
  all: {
    flag: '--all',
    group: 'several',
    kind: 'boolean',
    describe: 'Wait until all imports have ended',
    default: 'true',
  },
  failFast: {
    flag: '--fail-fast',
    group: 'several',
    kind: 'boolean',
    describe: 'Stop at the first import that does not succeed',
    default: 'false',
  },
  new: {
    flag: '--new',
    group: 'import',
    kind: 'boolean',
    describe: 'Ignore an import that has already finished; wait for the next one',
    default: 'false',
  },
  onActionRequired: {
    flag: '--on-action-required <wait|exit>',
    group: 'limits',
    kind: 'choice',
    choices: ['wait', 'exit'],
    describe: 'If the import is waiting for a person, keep waiting or exit with 9',
    default: 'wait in a terminal, otherwise exit',
    example: 'wait',
  },
  failOnPartial: {
    flag: '--fail-on-partial',
    group: 'gates',
    kind: 'boolean',
    describe: 'Exit with 10 if records failed',
    default: 'false',
  },
  maxFailed: {
    flag: '--max-failed <n|n%>',
    group: 'gates',
    kind: 'record-limit',
    describe: 'Exit with 10 if more records failed than this',
    default: 'none',
    example: '2%',
  },
  minRecords: {
    flag: '--min-records <n>',
    group: 'gates',
    kind: 'count',
    describe: 'Exit with 11 if fewer records arrived',
    default: 'none',
    example: '4750',
  },
  expectRecords: {
    flag: '--expect-records <n>',
    group: 'gates',
    kind: 'count',
    describe: 'Exit with 11 unless exactly this many records arrived',
    default: 'none',
    example: '5000',
  },
  failedTo: {
    flag: '--failed-to <file>',
    group: 'files',
    kind: 'path',
    describe: "Write the failed records to this file ({id}: the import's id)",
    example: 'failed-{id}.csv',
    ownFileOnly: true,
  },
  heartbeat: {
    flag: '--heartbeat <duration>',
    group: 'shown',
    kind: 'duration',
    describe: 'In logs, print at least one line per interval (0s: never)',
    default: '60s',
    example: '5m',
  },
  notify: {
    flag: '--notify',
    group: 'shown',
    kind: 'boolean',
    describe: 'In a terminal, notify you when a wait of 10s or more ends',
    default: 'false',
  },
  onEnd: {
    flag: '--on-end <command>',
    group: 'files',
    kind: 'command',
    describe: 'Run this command at the end, with the result as JSON on stdin',
    default: 'none',
    example: './tell.sh',
    ownFileOnly: true,
  },
} as const satisfies Record<string, WaitOption>;

export type WaitKey = keyof typeof waitOptions;

/** Values at one level: flags, environment, profile or `defaults`. */
export type WaitValues = { readonly [K in WaitKey]?: unknown };

export const waitKeys = Object.keys(waitOptions) as readonly WaitKey[];
