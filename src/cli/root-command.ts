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

function subcommandTerm(command: Command): string {
  return `${command.name()} ${command.usage().replace(/^\[options\] ?/, '')}`.trimEnd();
}

function describeWithChoices({
  description,
  argChoices,
  defaultValue,
}: Pick<Option, 'description' | 'argChoices' | 'defaultValue'>): string {
  if (argChoices === undefined) return description;
  const usual = defaultValue === undefined ? '' : ` [default: ${defaultValue}]`;
  return `${description}: ${argChoices.join(', ')}${usual}`;
}
