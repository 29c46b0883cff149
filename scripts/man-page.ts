import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { createProgram } from '../src/cli/create-program.ts';
import { durations, type Example, examples, exitCodeRows } from '../src/cli/help.ts';
import type { World } from '../src/cli/world.ts';
import { groupedOptions, ownOptions } from './man-options.ts';
import { escaped, list, type Rows, section, text } from './roff.ts';

const environment: Rows = [
  ['IMPORTWATCH_PROFILE', "Profile to use if you don't name one."],
  ['IMPORTWATCH_CONFIG', 'Configuration file to use instead of searching for one.'],
  ['IMPORTWATCH_PROVIDER', 'Service to use without a profile, as with --provider.'],
  [
    'IMPORTWATCH_API_KEY, IMPORTWATCH_CLUSTER_ID, ...',
    'Settings of the service, as listed by "importwatch providers <name>".',
  ],
  [
    'IMPORTWATCH_TIMEOUT, IMPORTWATCH_STALL_TIMEOUT, ...',
    'Values for the options of wait and run. The command line takes precedence.',
  ],
  ['IMPORTWATCH_NO_HISTORY', "If this is 1 or true, waits aren't saved in the history."],
  [
    'HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY',
    'Proxies to use. Lowercase names take precedence.',
  ],
  ['NO_COLOR, FORCE_COLOR', 'Turn colors off (NO_COLOR) or on (FORCE_COLOR).'],
  ['TERM, CI', 'TERM=dumb turns off the live view. So does CI, unless you use --progress bar.'],
  [
    'XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME',
    'Folders to use instead of ~/.config, ~/.local/state and ~/.cache.',
  ],
];

const general: Rows = [
  ['-V, --version', 'Print the version.'],
  [
    '-h, --help',
    'Show help for importwatch or for the given command. "importwatch help <command>" does the same.',
  ],
];

const files: Rows = [
  [
    '.importwatchrc',
    "A project's profiles, in YAML or JSON. importwatch searches the working directory, then each parent directory, up to your home directory.",
  ],
  [
    '~/.config/importwatch/config.yaml',
    'Your user configuration, whose profiles are available in every project.',
  ],
  [
    '~/.local/state/importwatch/',
    'The history, used by "wait --last" and "history". It contains no secrets.',
  ],
  ['~/.cache/importwatch/', 'A compile cache for faster start-up. You can delete it.'],
];

/** The manual page in man(7) format, with the texts of the program's help. */
export function manPage(): string {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const program = createProgram({ version } as World, () => {});
  const commands = program.commands.filter((command) => !command.name().startsWith('__'));
  const wait = commands.find((command) => command.name() === 'wait') ?? program;
  const description = program.description();
  return `${[
    '.\\" Made from the code by npm run docs.',
    `.TH IMPORTWATCH 1 "" "importwatch ${version}" "User Commands"`,
    // Neither hyphens at the ends of lines nor gaps within them.
    '.nh',
    '.ad l',
    section('NAME'),
    text(`importwatch - ${description[0]?.toLowerCase()}${description.slice(1, -1)}`),
    section('SYNOPSIS'),
    '.B importwatch',
    '.I command',
    text('[options] [argument ...]'),
    section('DESCRIPTION'),
    text(
      'importwatch polls an import, shows its progress, and exits with a code that tells you how the import ended. Results go to stdout, everything else to stderr.',
    ),
    '.PP',
    text(durations),
    section('OPTIONS'),
    ...list(general),
    section('COMMANDS'),
    ...commands.flatMap((command) => commandLines(command, wait)),
    section('EXIT STATUS'),
    ...list(exitCodeRows),
    section('ENVIRONMENT'),
    ...list(environment),
    section('FILES'),
    ...list(files),
    section('EXAMPLES'),
    ...exampleLines(distinct([...(examples['importwatch'] ?? []), ...(examples['wait'] ?? [])])),
    section('SEE ALSO'),
    text(
      'docs/README.md in the package has guides and the full reference. "npm root --global" prints the folder that contains the package.',
    ),
  ].join('\n')}\n`;
}

function commandLines(command: Command, wait: Command): readonly string[] {
  const help = command.createHelp();
  const words = help.visibleArguments(command);
  return [
    `.SS "${escaped(`importwatch ${help.subcommandTerm(command)}`)}"`,
    text(command.description()),
    ...list(words.map((one) => [one.name(), help.argumentDescription(one)])),
    ...(command === wait ? groupedOptions(wait) : ownOptions(command, wait)),
  ];
}

/** Each command line once. */
function distinct(all: readonly Example[]): readonly Example[] {
  return all.filter(([line], index) => all.findIndex(([other]) => other === line) === index);
}

function exampleLines(all: readonly Example[]): readonly string[] {
  return all.flatMap(([command, about = '']) => [
    '.PP',
    ...(about === '' ? [] : [text(`${about}:`)]),
    '.nf',
    '.RS',
    ...command.split('\n').map(text),
    '.RE',
    '.fi',
  ]);
}
