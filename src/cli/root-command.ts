import { Command, type Option } from 'commander';
import { examplesHelp, exitCodesHelp } from './help.ts';
import type { World } from './world.ts';

/** The program without its commands: what it says of itself, and how it shows help and mistakes. */
export function rootCommand(world: Pick<World, 'version' | 'stdout' | 'stderr'>): Command {
  return new Command('importwatch')
    .description("Watches a data import that runs in someone else's service until it has ended.")
    .version(world.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .configureHelp({
      subcommandTerm,
      // Not `--json result`: a word after it is a target.
      optionTerm: ({ flags }) => flags.replace(' [', '[='),
      optionDescription: describeWithChoices,
      argumentDescription: describeWithChoices,
    })
    .showSuggestionAfterError(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: (text) => world.stderr.write(text),
      // The caller reports it in our own words.
      outputError: () => {},
      getOutHelpWidth: () => 80,
      getErrHelpWidth: () => 80,
    })
    .addHelpText('after', () => `${examplesHelp('importwatch')}\n${exitCodesHelp()}`);
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
  const choices = argChoices.map((word) => (word === defaultValue ? `${word} (default)` : word));
  return `${description}: ${choices.join(', ')}`;
}
