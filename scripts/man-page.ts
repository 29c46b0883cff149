import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { createProgram } from '../src/cli/create-program.ts';
import { type Example, examples, exitCodeRows } from '../src/cli/help.ts';
import type { World } from '../src/cli/world.ts';

type Rows = readonly (readonly [term: string, text: string])[];

const environment: Rows = [
  ['IMPORTWATCH_PROFILE', 'Default profile'],
  ['IMPORTWATCH_PROVIDER', 'Service to use if environment variables alone define the profile'],
  ['IMPORTWATCH_CONFIG', "Configuration file to use; importwatch doesn't search for another"],
  [
    'IMPORTWATCH_TIMEOUT, IMPORTWATCH_STALL_TIMEOUT, ...',
    'Options of wait, in uppercase; an option on the command line takes precedence',
  ],
  [
    'IMPORTWATCH_API_KEY, IMPORTWATCH_CLUSTER_ID, ...',
    'Settings of the service, with --provider or IMPORTWATCH_PROVIDER; "importwatch providers <name>" lists them',
  ],
  ['IMPORTWATCH_NO_HISTORY', "Don't save waits in the history"],
  ['HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY', 'Proxies, as in curl'],
  ['NO_COLOR, FORCE_COLOR, TERM, CI', 'Whether to use color and the live view'],
  ['XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME', 'Folders for your own files; see FILES'],
];

const files: Rows = [
  [
    '.importwatchrc',
    'Configuration of a project, in YAML or JSON, in the working directory or above it',
  ],
  ['~/.config/importwatch/config.yaml', 'Your own profiles, available in all projects'],
  ['~/.local/state/importwatch/', 'History for "wait --last" and "history"; contains no secrets'],
];

/** The manual page in man(7) format, with the texts of the program's help. */
export function manPage(): string {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const program = createProgram({ version } as World, () => {});
  const commands = program.createHelp().visibleCommands(program);
  const description = program.description();
  return `${[
    '.\\" Made from the code by npm run docs.',
    `.TH IMPORTWATCH 1 "" "importwatch ${version}" "User Commands"`,
    section('NAME'),
    text(`importwatch - ${description[0]?.toLowerCase()}${description.slice(1, -1)}`),
    section('SYNOPSIS'),
    '.B importwatch',
    '.I command',
    text('[options] [argument ...]'),
    section('DESCRIPTION'),
    text(description),
    text(
      'The exit code tells you the outcome of the import. Results go to stdout, everything else to stderr.',
    ),
    section('COMMANDS'),
    ...commands.filter((command) => command.name() !== 'help').flatMap(commandLines),
    section('EXIT STATUS'),
    ...list(exitCodeRows),
    section('ENVIRONMENT'),
    ...list(environment),
    section('FILES'),
    ...list(files),
    section('EXAMPLES'),
    ...exampleLines([...(examples['importwatch'] ?? []), ...(examples['wait'] ?? [])]),
    section('SEE ALSO'),
    text(
      'docs/README.md in the package has guides and the full reference. "npm root --global" prints the folder that contains the package.',
    ),
  ].join('\n')}\n`;
}

function commandLines(command: Command): readonly string[] {
  const help = command.createHelp();
  return [
    `.SS "${escaped(`importwatch ${help.subcommandTerm(command)}`)}"`,
    text(command.description()),
    ...list(help.visibleArguments(command).map((one) => [one.name(), one.description])),
    ...list(
      help
        .visibleOptions(command)
        .filter(({ long }) => long !== '--help')
        .map((option) => [option.flags, help.optionDescription(option)]),
    ),
  ];
}

function section(title: string): string {
  return `.SH ${title}`;
}

function list(rows: Rows): readonly string[] {
  return rows.flatMap(([term, about]) => ['.TP', `.B ${escaped(term)}`, text(about)]);
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

/** Escapes lines that start with a full stop or an apostrophe, which would be requests. */
function text(line: string): string {
  const safe = escaped(line);
  return /^[.']/.test(safe) ? `\\&${safe}` : safe;
}

function escaped(line: string): string {
  return line.replace(/\\/g, '\\e').replace(/-/g, '\\-').replace(/"/g, '\\(dq');
}
