import type { Command, CommanderError } from 'commander';
import { didYouMean, nearest } from '../config/file/nearest.ts';
import { choiceMistake } from '../config/schema/option.ts';
import { ImportwatchError } from '../core/model/errors.ts';
import { either } from '../core/text/either.ts';
import { nearOption } from './near-options.ts';

/** Commands that people know from other tools, and their names here. */
const commandsElsewhere: Readonly<Record<string, string>> = {
  watch: 'importwatch wait',
  follow: 'importwatch wait',
  poll: 'importwatch status',
  show: 'importwatch status',
  get: 'importwatch status',
  list: 'importwatch profiles',
  ls: 'importwatch profiles',
  config: 'importwatch profiles',
  configure: 'importwatch init',
  login: 'importwatch init',
  doctor: 'importwatch check',
  test: 'importwatch check',
  log: 'importwatch history',
  logs: 'importwatch history',
  version: 'importwatch --version',
};

/** The same for options. */
const optionsElsewhere: Readonly<Record<string, string>> = {
  '-o': '--json',
  '--output': '--json',
  '--format': '--json',
  '--no-color': '--color never',
  '--debug': '--verbose',
  '--trace': '--verbose',
  '--silent': '--quiet',
  '--token': '{env}, {file} or {command} in the profile (importwatch init)',
  '--api-key': '{env}, {file} or {command} in the profile (importwatch init)',
};

/** A commander error, in our own words. */
export function usageMistake(
  { code, message }: Pick<CommanderError, 'code' | 'message'>,
  program: Command,
  words: readonly string[],
): ImportwatchError {
  const command = commandIn(words.slice(0, 1), program) ?? program;
  const help = [program.name(), command === program ? '' : command.name(), '--help'];
  const see = `See "${help.filter(Boolean).join(' ')}".`;
  // commander quotes without escaping: an option's value may contain quotes, the text around it has
  // none.
  const [, first = '', second = ''] = /'([^']*)'(?:[^']*'(.*)')?/s.exec(message) ?? [];
  switch (code) {
    case 'commander.unknownCommand':
      return mistake(`Unknown command "${first}".${commandMeant(first, program)}`, see);
    case 'commander.unknownOption': {
      // Of `-q=3`, commander reports only `-=3`.
      const word = words.find((word) => /^-\w+=/.test(word) && word.endsWith(first.slice(1)));
      if (word && first.startsWith('-=')) return valueless(word.replace(/=.*/s, ''), see);
      const flag = first.replace(/=.*/s, '');
      if (flag === '-v' && commandIn(words, program) === undefined) {
        return mistake('Unknown option "-v".', 'For the version, use -V or --version.');
      }
      if (flag !== first && command.options.some(({ long }) => long === flag)) {
        return valueless(flag, see);
      }
      return unknownOption(flag, command, program, see);
    }
    case 'commander.invalidArgument': {
      const isOption = message.startsWith('error: option');
      const choices = / choices are (.*)\.$/.exec(message)?.[1]?.split(', ') ?? [];
      return isOption
        ? mistake(`${long(first)}: ${choiceMistake(second, choices)}`, see)
        : mistake(`${choiceMistake(first, choices, `isn't a supported ${second}`)}`, see);
    }
    case 'commander.missingArgument': {
      const argument = command.registeredArguments.find((argument) => argument.name() === first);
      const choices = argument?.argChoices;
      const what = choices ? `a ${first}: ${either(choices)}` : `a ${first}, for example shop:1042`;
      return mistake(`${subject(command)} needs ${what}.`, see);
    }
    case 'commander.optionMissingArgument':
      return mistake(`${long(first)} needs a value: ${first}.`, see);
    case 'commander.excessArguments': {
      const most = command.registeredArguments.length;
      const takes =
        most === 0 ? 'no arguments' : `only ${most === 1 ? 'one argument' : `${most} arguments`}`;
      return mistake(`${subject(command)} takes ${takes}.`, see);
    }
    default:
      return mistake(message.replace(/^error: /, ''), see);
  }
}

/** `failed takes only one argument` would read as the report of a failure. */
function subject(command: Command): string {
  const name = command.name();
  return name === 'failed' ? `"importwatch ${name}"` : name;
}

function commandIn(words: readonly string[], program: Command): Command | undefined {
  return program.commands.find((command) => words.includes(command.name()));
}

function unknownOption(
  flag: string,
  command: Command,
  program: Command,
  see: string,
): ImportwatchError {
  const owners = program.commands.filter(({ options }) =>
    options.some(({ short, long, hidden }) => !hidden && [short, long].includes(flag)),
  );
  const names = owners.map((owner) => owner.name());
  const meant = nearOption(command.name(), flag);
  if (meant !== undefined) {
    const here = `Unknown option "${flag}" for ${command.name()}.`;
    return mistake(`${here} Use ${/^-/.test(meant) ? meant : `"${meant}"`} instead.`, see);
  }
  if (names.length > 0 && command === program) {
    const example = [program.name(), names.includes('wait') ? 'wait' : names[0], flag].join(' ');
    return mistake(`${flag} goes after the command.`, `For example: ${example} … ${see}`);
  }
  if (Object.hasOwn(optionsElsewhere, flag)) {
    return mistake(`Unknown option "${flag}". Use ${optionsElsewhere[flag]} instead.`, see);
  }
  if (names.length > 0) {
    return mistake(
      `Unknown option "${flag}" for ${command.name()}.`,
      `${flag} is an option of ${either(names, 'and')}. ${see}`,
    );
  }
  const flags = command
    .createHelp()
    .visibleOptions(command)
    .flatMap((option) => option.long ?? []);
  return mistake(`Unknown option "${flag}".${didYouMean(flag, flags)}`, see);
}

function commandMeant(word: string, program: Command): string {
  if (Object.hasOwn(commandsElsewhere, word)) return ` Use "${commandsElsewhere[word]}".`;
  const names = program
    .createHelp()
    .visibleCommands(program)
    .map((command) => command.name());
  // Short words are similar to too many others.
  const elsewhere = Object.keys(commandsElsewhere).filter(({ length }) => length > 4);
  const meant = nearest(word, [...names, ...elsewhere]) ?? '';
  const command = names.includes(meant) ? meant : commandsElsewhere[meant];
  return command === undefined ? '' : ` Did you mean "${command}"?`;
}

function valueless(flag: string, see: string): ImportwatchError {
  return mistake(`${flag} doesn't take a value.`, see);
}

function mistake(message: string, hint: string): ImportwatchError {
  return new ImportwatchError('usage', message, { hint });
}

/** `--timeout` of `-t, --timeout <duration>` */
function long(flags: string): string {
  return /--[\w-]+/.exec(flags)?.[0] ?? flags;
}
