import type { Command, Option } from 'commander';

type Group = readonly [heading: string, options: readonly Option[]];

const general = 'Options';

/** The options of a command as in its help, with the general ones last and without `--help`. */
export function optionGroups(command: Command): readonly Group[] {
  const groups = new Map<string, readonly Option[]>();
  for (const option of command.createHelp().visibleOptions(command)) {
    if (option.long === '--help') continue;
    const heading = option.helpGroupHeading?.replace(/:$/, '') ?? general;
    groups.set(heading, [...(groups.get(heading) ?? []), option]);
  }
  const rest = groups.get(general) ?? [];
  groups.delete(general);
  return rest.length === 0
    ? [...groups]
    : [...groups, [groups.size > 0 ? 'Other options' : general, rest]];
}
