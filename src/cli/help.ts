import { table } from './output/table.ts';

/** A command line that works, and its purpose if that isn't obvious. */
export type Example = readonly [command: string, about?: string];

/** By command. The program's own examples under its name. */
export const examples: Readonly<Record<string, readonly Example[]>> = {
  importwatch: [
    ['importwatch demo', 'see it work, without an account'],
    ['importwatch init', 'write a profile of a service'],
    ['importwatch check', 'try the profiles'],
    ['importwatch status shop:1042', 'where an import stands'],
    ['importwatch wait assets:c36_9a2e -t 2h', 'wait for its end, two hours at most'],
    ['importwatch wait chat:', 'a service whose import needs no id'],
  ],
  init: [
    ['importwatch init', 'asks for all that is needed'],
    [
      `importwatch init --provider elevate --set clusterId=w1234abcd \\
    --secret apiKey=env:ELEVATE_API_KEY --name shop`,
    ],
  ],
  status: [
    ['importwatch status 5537431447739019570', 'of the default profile'],
    ['importwatch status shop:1 assets:c36_9a2e', 'of several'],
    ['importwatch status chat: --json', 'for programs'],
    ['importwatch status shop:1 --exit-code', 'exits with 8 while it is running'],
  ],
  wait: [
    ['importwatch wait shop:1042 && ./publish.sh', 'go on only if it succeeded'],
    ['importwatch wait assets:c36_9a2e -t 2h', 'two hours at most'],
    ['./start.sh | importwatch wait -p shop -', 'the id that a script prints'],
    ['importwatch wait chat: --new', 'the import that starts next'],
    ['importwatch wait shop:1042 --notify', 'tell me when it is over'],
    ['importwatch wait shop:1 shop:2 --fail-fast', 'until the first goes wrong'],
    ['importwatch wait shop:1 --min-records 4750', 'a gate on the data'],
    ['importwatch wait shop:1 --until 06:00', 'until six at most'],
    ['importwatch wait shop:1 --json', 'a stream for programs'],
    ['importwatch wait shop:1 -t 5m --json=result', 'one call for an agent'],
    ['importwatch wait shop:1 --failed-to failed.csv', 'keep the records that failed'],
    ['importwatch wait shop:1 --record ./recording', "keep the service's answers"],
    ['importwatch wait --last', 'go on with an interrupted wait'],
  ],
  run: [
    ['importwatch run shop -- ./start.sh', 'a script prints the id'],
    ['importwatch run shop -t 2h -- curl -i -d @- "$URL"', 'a call and its response'],
    ["importwatch run shop -- sh -c './start.sh | tail -1'"],
    ['importwatch run chat -- ./import.sh', 'a service without ids'],
  ],
  failed: [
    ['importwatch failed shop:1042', 'print them'],
    ['importwatch failed shop:1042 -o failed.csv', 'into a file'],
    ['importwatch failed shop:1042 | head', 'only the first'],
  ],
  profiles: [['importwatch profiles --json', 'for programs']],
  check: [
    ['importwatch check', 'all profiles'],
    ['importwatch check shop', 'one of them'],
    ['importwatch check api --answer job.json', 'what its description reads'],
    ['importwatch check --answer ./recording', 'what each answer means'],
  ],
  history: [
    ['importwatch history shop', 'of one profile'],
    ['importwatch history --clear', 'forget all'],
  ],
  providers: [
    ['importwatch providers', 'the services'],
    ['importwatch providers elevate', 'the settings of one'],
    ['importwatch providers --search batch', 'those with this word'],
  ],
  completion: [
    ['source <(importwatch completion bash)', 'in ~/.bashrc'],
    ['source <(importwatch completion zsh)', 'in ~/.zshrc, after compinit'],
    ['importwatch completion fish | source', 'in ~/.config/fish/config.fish'],
  ],
  demo: [
    ['importwatch demo rocketchat', 'a service with phases'],
    ['importwatch demo elevate --outcome failure', 'an import that fails'],
    ['importwatch demo --replay ./recording --speed 60', 'a recorded import again'],
  ],
};

export const exitCodeRows: readonly (readonly [code: string, meaning: string])[] = [
  ['0', 'succeeded'],
  ['1', 'failed: the service reports it, or every record failed'],
  ['2', 'a mistake in the command line or the configuration'],
  ['3', 'aborted'],
  ['4', 'refused: the login, the key or the permission'],
  ['5', 'not-found: the service does not know this import'],
  ['6', 'no-answer: the outcome is unknown'],
  ['7', 'stalled: --stall-timeout has passed'],
  ['8', 'running: only of status --exit-code'],
  ['9', 'action-required: it waits for a person'],
  ['10', 'partial: records failed, with --fail-on-partial or --max-failed'],
  ['11', 'short: a gate such as --min-records was not passed'],
  ['12', 'not-started: with run, the command failed or printed no id'],
  ['70', 'a bug in importwatch'],
  ['124', 'timed-out: --timeout has passed; the import goes on'],
  ['130', 'interrupted (143 by SIGTERM); the import goes on'],
];

export function examplesHelp(command: string): string {
  return `\nExamples:\n${indented(examples[command] ?? [])}`;
}

export function exitCodesHelp(): string {
  return `\nExit codes:\n${indented(exitCodeRows)}`;
}

/** In two columns. An entry of several lines has its own row. */
function indented(rows: readonly (readonly [string, string?])[]): string {
  const short = rows.filter(([left]) => !left.includes('\n'));
  const long = rows.filter((row) => !short.includes(row));
  return [
    table(short.map(([left, right = '']) => [`  ${left}`, right])).trimEnd(),
    ...long.map(([left]) => `  ${left}`),
  ].join('\n');
}
