import type { Command, Option } from 'commander';
import { optionGroups } from './option-groups.ts';
import { escaped, list, text } from './roff.ts';

/** All options of a command, below the headings of its help. */
export function groupedOptions(command: Command): readonly string[] {
  return optionGroups(command).flatMap(([heading, options]) => [
    '.PP',
    `.I "${escaped(heading)}"`,
    ...optionList(command, options),
  ]);
}

/** The options of a command. If it shares more than a few with `wait`, only the names of those. */
export function ownOptions(command: Command, wait: Command): readonly string[] {
  const options = optionsOf(command);
  const [shared, others] = split(optionsOf(wait), options);
  if (shared.length < 5) return optionList(command, options);
  const [, own] = split(options, shared);
  return [
    ...optionList(command, own),
    '.PP',
    text(
      others.length < 5
        ? `Also accepts all "importwatch wait" options except ${names(others)}.`
        : `Also accepts these "importwatch wait" options: ${names(shared)}.`,
    ),
  ];
}

function optionsOf(command: Command): readonly Option[] {
  return optionGroups(command).flatMap(([, options]) => options);
}

/** The options that are also among the others, and the rest. */
function split(options: readonly Option[], others: readonly Option[]) {
  const isShared = ({ flags, description }: Option) =>
    others.some((other) => other.flags === flags && other.description === description);
  return [options.filter(isShared), options.filter((option) => !isShared(option))] as const;
}

/** `--json, --quiet and --record` */
function names(options: readonly Option[]): string {
  const all = options.map(({ long }) => long);
  return `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

function optionList(command: Command, options: readonly Option[]): readonly string[] {
  const help = command.createHelp();
  return list(options.map((option) => [help.optionTerm(option), help.optionDescription(option)]));
}
