import { Command, type Option } from 'commander';
import { documentationHelp, examplesHelp, exitCodesHelp } from './help.ts';
import type { World } from './world.ts';

/**
 * The program without its commands: its description, and the way it shows help and usage errors.
 */
export function rootCommand(world: Pick<World, 'version' | 'stdout' | 'stderr'>): Command {
  return new Command('importwatch')
    .description("Wait for a data import that runs in someone else's service.")
    .version(world.version, '-V, --version', 'Print the version')
    .helpOption('-h, --help', 'Show this help')
    .helpCommand('help [command]', 'Show help for a command.')
    .configureHelp({
      subcommandTerm,
      // Not `--json result`, because a word after it is a target.
      optionTerm: ({ flags }) => flags.replace(' [', '[='),
      optionDescription: describeWithChoices,
      argumentDescription: describeWithChoices,
    })
    .showSuggestionAfterError(false)
    .exitOverride()
    .hook('preAction', (_program, command) => refuseEmptyPath(command))
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: (text) => world.stderr.write(text),
      // The caller reports the error in our own words.
      outputError: () => {},
      getOutHelpWidth: () => 80,
      getErrHelpWidth: () => 80,
    })
    .addHelpText('after', () =>
      [examplesHelp('importwatch'), exitCodesHelp(), documentationHelp()].join('\n'),
    );
}

/** An unset shell variable leaves an empty word, which would mean the working directory. */
function refuseEmptyPath(command: Command): void {
  const empty = command.options.find(
    (option) =>
      /<(file|folder)>/.test(option.flags) && command.getOptionValue(option.attributeName()) === '',
  );
  if (empty === undefined) return;
  command.error(`error: option '${empty.flags}' argument missing`, {
    code: 'commander.optionMissingArgument',
  });
}

function subcommandTerm(command: Command): string {
  return `${command.name()} ${command.usage().replace(/^\[options\] ?/, '')}`.trimEnd();
}

function describeWithChoices({
  description,
  argChoices,
  defaultValue,
  flags = '',
}: Pick<Option, 'description' | 'argChoices' | 'defaultValue'> & { flags?: string }): string {
  const isListed = flags.includes('|') || argChoices?.every((word) => description.includes(word));
  if (argChoices === undefined || isListed) return description;
  const usual = defaultValue === undefined ? '' : ` [default: ${defaultValue}]`;
  return `${description}: ${argChoices.join(', ')}${usual}`;
}
