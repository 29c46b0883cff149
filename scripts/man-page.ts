import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { createProgram } from '../src/cli/create-program.ts';
import { type Example, examples, exitCodeRows } from '../src/cli/help.ts';
import type { World } from '../src/cli/world.ts';

type Rows = readonly (readonly [term: string, text: string])[];

const environment: Rows = [
  ['IMPORTWATCH_PROFILE', 'profile to use if you name none'],
  ['IMPORTWATCH_PROVIDER', 'provider of a profile made of the other variables'],
  ['IMPORTWATCH_CONFIG', 'configuration file, instead of searching for one'],
  [
    'IMPORTWATCH_TIMEOUT, IMPORTWATCH_STALL_TIMEOUT, ...',
    'options of wait, in capitals (the command line wins)',
  ],
  [
    'IMPORTWATCH_API_KEY, IMPORTWATCH_CLUSTER_ID, ...',
    'settings of the service, with --provider or IMPORTWATCH_PROVIDER (listed by "importwatch providers <name>")',
  ],
  ['IMPORTWATCH_NO_HISTORY', 'do not save history'],
  ['HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY', 'proxies, as curl reads them'],
  ['NO_COLOR, FORCE_COLOR, TERM, CI', 'control colors and the live view'],
  ['XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME', 'folders of your own files (see FILES)'],
];

const files: Rows = [
  ['.importwatchrc', 'configuration of a project, in YAML or JSON (in this folder or one above)'],
  ['~/.config/importwatch/config.yaml', 'your own profiles, available in all projects'],
  ['~/.local/state/importwatch/', 'history for "wait --last" and "history" (without secrets)'],
];

/** The manual page, in the language man(7), with the texts of the program's help. */
export function manPage(): string {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const program = createProgram({ version } as World, () => {});
  const commands = program.createHelp().visibleCommands(program);
  const description = program.description();
  return `${[
    '.\\" Made from the code by npm run docs.',
    `.TH IMPORTWATCH 1 "" "importwatch ${version}" "User Commands"`,
    section('NAME'),
    text(`importwatch - ${description.replace(/^Watches/, 'watch').replace(/\.$/, '')}`),
    section('SYNOPSIS'),
    '.B importwatch',
    '.I command',
    text('[options] [argument ...]'),
    section('DESCRIPTION'),
    text(description),
    text(
      'The exit code tells how the import ended. The result goes to stdout, everything else to stderr.',
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
  ].join('\n')}\n`;
}

function commandLines(command: Command): readonly string[] {
  const help = command.createHelp();
  return [
    `.SS "${escaped(`importwatch ${help.subcommandTerm(command)}`)}"`,
    text(`${sentence(command.description())}`),
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
    ...(about === '' ? [] : [text(`${sentence(about)}`)]),
    '.nf',
    '.RS',
    ...command.split('\n').map(text),
    '.RE',
    '.fi',
  ]);
}

function sentence(phrase: string): string {
  return `${phrase[0]?.toUpperCase()}${phrase.slice(1)}.`;
}

/** Escapes a full stop or apostrophe at the start of a line, where it would be a request. */
function text(line: string): string {
  const safe = escaped(line);
  return /^[.']/.test(safe) ? `\\&${safe}` : safe;
}

function escaped(line: string): string {
  return line.replace(/\\/g, '\\e').replace(/-/g, '\\-').replace(/"/g, '\\(dq');
}
