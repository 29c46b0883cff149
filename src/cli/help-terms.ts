import type { Command, Option } from 'commander';

export function subcommandTerm(command: Command): string {
  const words = command.registeredArguments.map((argument) => {
    const name = argument.name() + (argument.variadic ? '...' : '');
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  return [command.name(), ...words].join(' ');
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
