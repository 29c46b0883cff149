import type { Command } from 'commander';
import { createProgram } from '../../src/cli/create-program.ts';
import { type Example, examples } from '../../src/cli/help.ts';
import type { World } from '../../src/cli/world.ts';
import { marker } from '../marker.ts';
import { optionGroups } from '../option-groups.ts';
import { capitalized, code, sentence, table } from './markdown.ts';

/** Replaces everything below the marker with a section for each command. */
export function commandLinePage(page: string): string {
  const [intro = ''] = page.split(marker);
  const program = createProgram({ version: '' } as World, () => {});
  const commands = program
    .createHelp()
    .visibleCommands(program)
    .filter((command) => command.name() !== 'help');
  const list = commands.map((command) => [
    `[\`${command.name()}\`](#${anchor(command)})`,
    sentence(command.description()),
  ]);
  const parts = [table(['command', ''], list), ...commands.map(section)];
  return `${intro}${marker}\n\n${parts.join('\n\n')}\n`;
}

/** The anchor that GitHub creates for the heading. */
function anchor(command: Command): string {
  return `importwatch-${command.name()}`;
}

function section(command: Command): string {
  const help = command.createHelp();
  const usage = `importwatch ${help.subcommandTerm(command)}`;
  const argumentRows = help
    .visibleArguments(command)
    .map((one) => [code(one.name()), capitalized(help.argumentDescription(one))]);
  return [
    `## importwatch ${command.name()}`,
    sentence(command.description()),
    `\`\`\`text\n${usage}\n\`\`\``,
    ...(argumentRows.length > 0 ? [table(['argument', ''], argumentRows)] : []),
    ...optionTables(command),
    ...exampleBlock(examples[command.name()] ?? []),
  ].join('\n\n');
}

function optionTables(command: Command): readonly string[] {
  const help = command.createHelp();
  return optionGroups(command).map(([heading, options]) => {
    const rows = options.map((option) => [
      code(help.optionTerm(option)),
      capitalized(help.optionDescription(option)),
    ]);
    return table([heading, ''], rows);
  });
}

function exampleBlock(all: readonly Example[]): readonly string[] {
  if (all.length === 0) return [];
  const lines = all.flatMap(([command, about]) => [
    ...(about === undefined ? [] : [`# ${about}`]),
    command,
  ]);
  return [`\`\`\`sh\n${lines.join('\n')}\n\`\`\``];
}
