import { signalCodes } from '../core/model/outcome.ts';
import { table } from './output/table.ts';

/** A command line that works, and its purpose if that isn't obvious. */
export type Example = readonly [command: string, about?: string];

/** By command. The program's own examples under its name. */
export const examples: Readonly<Record<string, readonly Example[]>> = {
  importwatch: [
    ['importwatch demo', 'Try it without an account'],
    ['importwatch init', 'Write a profile'],
    ['importwatch check', 'Test your profiles'],
    ['importwatch status shop:1042', 'Show the status once'],
    ['importwatch wait assets:c36_9a2e -t 2h', 'Wait for at most two hours'],
    ['importwatch wait chat:', 'Wait for the latest import'],
  ],
  init: [
    ['importwatch init', 'Answer a few questions'],
    [
      `importwatch init --provider elevate --set clusterId=w1234abcd \\
    --secret apiKey=env:ELEVATE_API_KEY --name shop`,
    ],
  ],
  status: [
    ['importwatch status 5537431447739019570', 'Use the default profile'],
    ['importwatch status shop:1 assets:c36_9a2e', 'Show several imports'],
    ['importwatch status chat: --json', 'Print JSON for a script'],
    ['importwatch status shop:1 --exit-code', "Exit with 8 if it's still running"],
  ],
  wait: [
    ['importwatch wait shop:1042 && ./publish.sh', 'Continue only on success'],
    ['importwatch wait assets:c36_9a2e -t 2h', 'Wait for at most two hours'],
    ['importwatch wait shop:1 --until 06:00', 'Stop waiting at 6 a.m.'],
    ['./start.sh | importwatch wait -p shop -', 'Read the id from stdin'],
    ['importwatch wait chat: --new', 'Wait for the next import'],
    ['importwatch wait shop:1 shop:2 --fail-fast', "Stop if one doesn't succeed"],
    ['importwatch wait shop:1 --min-records 4750', 'Check that the data arrived'],
    ['importwatch wait shop:1 --failed-to failed.csv', 'Save the failed records'],
    ['importwatch wait shop:1042 --notify', 'Get notified when it ends'],
    ['importwatch wait shop:1 --json', 'Stream events to a script'],
    ['importwatch wait shop:1 -t 5m --json=result', 'Print only the result'],
    ['importwatch wait shop:1 --record ./recording', "Save the service's answers"],
    ['importwatch wait --last', 'Resume an interrupted wait'],
  ],
  run: [
    ['importwatch run shop -- ./start.sh', 'Read the printed id'],
    ['importwatch run shop -t 2h -- curl -i -d @- "$URL"', 'Read the id in a response'],
    ["importwatch run shop -- sh -c './job.sh | tail -1'", 'Read only the last line'],
    ['importwatch run chat -- ./import.sh', 'Use a service without ids'],
  ],
  failed: [
    ['importwatch failed shop:1042', 'Print the failed records'],
    ['importwatch failed shop:1042 -o failed.csv', 'Save them to a file'],
    ['importwatch failed shop:1042 | head', 'Print the first few'],
  ],
  profiles: [
    ['importwatch profiles', 'List your profiles'],
    ['importwatch profiles --json', 'Print JSON for a script'],
  ],
  check: [
    ['importwatch check', 'Test all profiles'],
    ['importwatch check shop', 'Test one profile'],
    ['importwatch check api:1042', 'Test the login by polling an import'],
    ['importwatch check api --answer job.json', 'Test your description of an API'],
    ['importwatch check --answer ./recording', 'See what each answer means'],
  ],
  history: [
    ['importwatch history', 'Show the last 20 imports'],
    ['importwatch history shop', "Show one profile's imports"],
    ['importwatch history --clear', 'Delete the history'],
  ],
  providers: [
    ['importwatch providers', 'List the services'],
    ['importwatch providers elevate', "Show a service's settings"],
    ['importwatch providers --search batch', 'Search for a service'],
  ],
  completion: [
    ['source <(importwatch completion bash)', 'Add this to ~/.bashrc'],
    ['source <(importwatch completion zsh)', 'Add this to ~/.zshrc, after compinit'],
    ['importwatch completion fish | source', 'Add this to ~/.config/fish/config.fish'],
  ],
  demo: [
    ['importwatch demo rocketchat', 'See an import with phases'],
    ['importwatch demo elevate --outcome failure', 'See an import fail'],
    ['importwatch demo --replay ./recording --speed 60', 'Replay a recording'],
  ],
};

export const exitCodeRows: readonly (readonly [code: string, meaning: string])[] = [
  ['0', 'succeeded (or, with status, still running)'],
  ['1', 'failed: the service reports a failure, or every record failed'],
  ['2', 'usage or configuration error'],
  ['3', 'aborted: someone or something stopped the import'],
  ['4', 'refused: the service rejects the login or key, or you lack a permission'],
  ['5', "not-found: the service doesn't know this import"],
  ['6', 'no-answer: the outcome is unknown, and the import may still be running'],
  ['7', 'stalled: nothing changed for the time set with --stall-timeout'],
  ['8', 'running: the import is still running (only with status --exit-code)'],
  ['9', 'action-required: the import is waiting for a person'],
  ['10', 'partial: too many records failed (with --fail-on-partial or --max-failed)'],
  ['11', "short: a gate such as --min-records didn't pass"],
  ['12', 'not-started: the start command failed or printed no id (only with run)'],
  ['70', 'a bug in importwatch, or Node.js is too old'],
  ['124', 'timed-out: time limit reached, but the import may still be running'],
  ['130', `interrupted (${otherSignals()}); the import may still be running`],
];

/** `129: SIGHUP, 143: SIGTERM` */
function otherSignals(): string {
  const { SIGINT: _, ...others } = signalCodes;
  return Object.entries(others)
    .map(([signal, code]) => `${code}: ${signal}`)
    .join(', ');
}

export const durations = 'Durations: 500ms, 30s, 5m, 1h30m. A plain number means seconds.';

export function examplesHelp(command: string): string {
  return `\nExamples:\n${indented(examples[command] ?? [])}`;
}

export function exitCodesHelp(): string {
  return `\nExit codes:\n${indented(exitCodeRows)}`;
}

export function waitingHelp(): readonly string[] {
  return [`\n${durations}`, exitCodesHelp()];
}

export function statusHelp(): readonly string[] {
  return [
    '\nIf an import is still running, the exit code is 0 (with --exit-code: 8).',
    '"importwatch --help" lists all exit codes.',
  ];
}

/**
 * The places of the documentation. It has no address on the web, and a single file can't include
 * it.
 */
export function documentationHelp(): string {
  return `\nDocumentation:\n${indented([
    ['importwatch help <command>', 'Help for a command'],
    ['man importwatch', 'The manual page (if installed with npm)'],
    ['docs/README.md', 'Guides and reference'],
    ['docs/errors.md', 'What each error means and what to do'],
  ])}\n  The docs folder is in the npm package (importwatch-<version>.tgz).`;
}

/** In two columns. An entry of several lines has no second column. */
function indented(rows: readonly (readonly [string, string?])[]): string {
  const short = rows.filter(([left]) => !left.includes('\n'));
  const long = rows.filter((row) => !short.includes(row));
  return [
    table(short.map(([left, right = '']) => [`  ${left}`, right])).trimEnd(),
    ...long.map(([left]) => `  ${left}`),
  ].join('\n');
}
