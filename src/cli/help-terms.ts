import type { Command, HelpConfiguration, Option } from 'commander';

/** How commander shows a command and its options. */
export const helpStyle: HelpConfiguration = {
  subcommandTerm,
  // Not `--json result`: a word after it is a target.
  optionTerm: ({ flags }) => flags.replace(' [', '[='),
  optionDescription: describeWithChoices,
  argumentDescription: describeWithChoices,
};

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
