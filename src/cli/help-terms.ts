import type { Command, Option } from 'commander';

export function subcommandTerm(command: Command): string {
  return `${command.name()} ${command.usage().replace(/^\[options\] ?/, '')}`.trimEnd();
}

export function describeWithChoices({
  description,
  argChoices,
  defaultValue,
}: Pick<Option, 'description' | 'argChoices' | 'defaultValue'>): string {
  if (argChoices === undefined) return description;
  const choices = argChoices.map((word) => (word === defaultValue ? `${word} (default)` : word));
  return `${description}: ${choices.join(', ')}`;
}
