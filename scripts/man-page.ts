import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { createProgram } from '../src/cli/create-program.ts';
import { type Example, examples, exitCodeRows } from '../src/cli/help.ts';
import type { World } from '../src/cli/world.ts';

type Rows = readonly (readonly [term: string, text: string])[];

const environment: Rows = [
  ['IMPORTWATCH_PROFILE', 'profile to use where none is named'],
  ['IMPORTWATCH_PROVIDER', 'the provider of a profile that the other variables make'],
  ['IMPORTWATCH_CONFIG', 'configuration file, instead of searching for one'],
  [
    'IMPORTWATCH_TIMEOUT, IMPORTWATCH_STALL_TIMEOUT, ...',
    'options of wait, in capitals; an option on the command line wins',
  ],
  [
    'IMPORTWATCH_API_KEY, IMPORTWATCH_CLUSTER_ID, ...',
    'settings of the service, with --provider or IMPORTWATCH_PROVIDER; "importwatch providers <name>" lists them',
  ],
  ['IMPORTWATCH_NO_HISTORY', 'keep nothing of what is watched'],
  ['HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY', 'proxies, as curl reads them'],
  ['NO_COLOR, FORCE_COLOR, TERM, CI', 'whether there are colours and a live view'],
  ['XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME', 'folders of your own files, see FILES'],
];

const files: Rows = [
  ['.importwatchrc', 'configuration of a project, in YAML or JSON: here or in a folder above'],
  ['~/.config/importwatch/config.yaml', 'your own profiles, there in all projects'],
  ['~/.local/state/importwatch/', 'what was watched, for "wait --last" and "history"; no secret'],
];

/** The manual page, in the language man(7), of what the help of the program says. */
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
      'The exit code says what became of the import. The result goes to stdout, the rest to stderr.',
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

/** A line that begins with a full stop or an apostrophe would be a request. */
function text(line: string): string {
  const safe = escaped(line);
  return /^[.']/.test(safe) ? `\\&${safe}` : safe;
}

function escaped(line: string): string {
  return line.replace(/\\/g, '\\e').replace(/-/g, '\\-').replace(/"/g, '\\(dq');
}
