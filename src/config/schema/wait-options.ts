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
    describe: 'Stop after this long and exit with 124 (0s: poll once)',
    default: 'none',
    example: '2h',
  },
  until: {
    flag: '--until <time>',
    group: 'limits',
    kind: 'clock-time',
    describe:
      'Stop at a time of day (06:00) or a date and time (2026-11-27T06:00) and exit with 124',
    default: 'none',
    example: '06:00',
  },
  stallTimeout: {
    flag: '--stall-timeout <duration>',
    group: 'limits',
    kind: 'duration',
    describe: 'Stop if nothing changes for this long',
    default: 'no limit; warn after 10m',
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
    describe: "If the service doesn't know the id yet, keep polling for this long",
    default: '15s for ids from run or stdin, otherwise 0s',
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
    describe: "Stop at the first import that doesn't succeed",
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
    describe: 'When a person has to act, keep waiting or exit with 9',
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
    describe: 'Exit with 10 if more than this many records failed',
    default: 'none',
    example: '2%',
  },
  minRecords: {
    flag: '--min-records <n>',
    group: 'gates',
    kind: 'count',
    describe: 'Exit with 11 if fewer than this many records arrived',
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
    describe: "Write the failed records to this file ({id} is replaced by the import's id)",
    example: 'failed-{id}.csv',
    ownFileOnly: true,
  },
  events: {
    flag: '--events <file>',
    group: 'files',
    kind: 'path-or-stdout',
    describe: 'Also write the --json events to this file (-: stdout)',
    default: 'none',
    example: 'events.ndjson',
    ownFileOnly: true,
  },
  metrics: {
    flag: '--metrics <file>',
    group: 'files',
    kind: 'path',
    describe: 'Write Prometheus metrics to this file, such as import.prom',
    default: 'none',
    example: 'import.prom',
    ownFileOnly: true,
  },
  historyFile: {
    flag: '--history-file <file>',
    group: 'files',
    kind: 'path',
    describe: 'Use this file for the history',
    default: 'in the state folder',
    example: '.cache/importwatch.ndjson',
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
    describe: 'Ring the bell or show a notification after a wait of 10s or more',
    default: 'false',
  },
  onEnd: {
    flag: '--on-end <command>',
    group: 'files',
    kind: 'command',
    describe: 'Run this command when the wait ends, with the result as JSON on stdin',
    default: 'none',
    example: './tell.sh',
    ownFileOnly: true,
  },
} as const satisfies Record<string, WaitOption>;

export type WaitKey = keyof typeof waitOptions;

/** Values at one level: flags, environment, profile or `defaults`. */
export type WaitValues = { readonly [K in WaitKey]?: unknown };

export const waitKeys = Object.keys(waitOptions) as readonly WaitKey[];
