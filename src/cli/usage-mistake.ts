import type { Command, CommanderError } from 'commander';
import { didYouMean } from '../config/file/nearest.ts';
import { choiceMistake } from '../config/schema/option.ts';
import { ImportwatchError } from '../core/model/errors.ts';

/** Words that aren't commands, and the command that is probably meant. */
const synonyms: Readonly<Record<string, string>> = { watch: 'wait' };

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
      return mistake(`There is no command "${first}".${commandMeant(first, program)}`, see);
    case 'commander.unknownOption': {
      const flag = first.replace(/=.*/s, '');
      if (flag === '-v' && commandIn(words, program) === undefined) {
        return mistake('Unknown option "-v".', 'For the version, use -V or --version.');
      }
      return unknownOption(flag, command, program, see);
    }
    case 'commander.invalidArgument': {
      const [value, name] = message.startsWith('error: option')
        ? [second, long(first)]
        : [first, `<${second}>`];
      const choices = / choices are (.*)\.$/.exec(message)?.[1]?.split(', ') ?? [];
      return mistake(`${name}: ${choiceMistake(value, choices) ?? ''}`, see);
    }
    case 'commander.missingArgument': {
      const argument = command.registeredArguments.find((argument) => argument.name() === first);
      const choices = argument?.argChoices?.join(', ');
      return mistake(`<${first}> is missing${choices ? `: one of ${choices}` : ''}.`, see);
    }
    case 'commander.optionMissingArgument':
      return mistake(`${long(first)} needs a value: ${first}.`, see);
    case 'commander.excessArguments': {
      const most = command.registeredArguments.length;
      const takes = most === 0 ? 'no word' : `${most === 1 ? 'one word' : `${most} words`} at most`;
      return mistake(`"${command.name()}" takes ${takes} beside its options.`, see);
    }
    default:
      return mistake(message.replace(/^error: /, ''), see);
  }
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
    options.some((option) => [option.short, option.long].includes(flag)),
  );
  const names = owners.map((owner) => owner.name());
  if (names.length > 0 && command === program) {
    const example = [program.name(), names.includes('wait') ? 'wait' : names[0], flag].join(' ');
    return mistake(
      `"${flag}" stands before the command.`,
      `Put it after the command: ${example} …. ${see}`,
    );
  }
  if (names.length > 0) {
    return mistake(
      `"${flag}" is no option of ${command.name()}.`,
      `${flag} belongs to ${names.join(', ')}. ${see}`,
    );
  }
  const flags = command
    .createHelp()
    .visibleOptions(command)
    .flatMap((option) => option.long ?? []);
  return mistake(`There is no option "${flag}".${didYouMean(flag, flags)}`, see);
}

function commandMeant(word: string, program: Command): string {
  const meant = Object.hasOwn(synonyms, word) ? (synonyms[word] as string) : word;
  const names = program
    .createHelp()
    .visibleCommands(program)
    .map((command) => command.name());
  return didYouMean(meant, names);
}

function mistake(message: string, hint: string): ImportwatchError {
  return new ImportwatchError('usage', message, { hint });
}

/** `--timeout` of `-t, --timeout <duration>` */
function long(flags: string): string {
  return /--[\w-]+/.exec(flags)?.[0] ?? flags;
}
