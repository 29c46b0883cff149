import type { Command } from 'commander';
import { createProgram } from '../../src/cli/create-program.ts';
import { type Example, examples } from '../../src/cli/help.ts';
import type { World } from '../../src/cli/world.ts';
import { marker } from '../marker.ts';
import { capitalized, code, sentence, table } from './markdown.ts';

/** The page with a section for each command below the marker. */
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

/** As GitHub makes it of the heading. */
function anchor(command: Command): string {
  return `importwatch-${command.name()}`;
}

function section(command: Command): string {
  const help = command.createHelp();
  const usage = `importwatch ${help.subcommandTerm(command)}`;
  const argumentRows = help
    .visibleArguments(command)
    .map((one) => [code(one.name()), capitalized(help.argumentDescription(one))]);
  const optionRows = help
    .visibleOptions(command)
    .filter(({ long }) => long !== '--help')
    .map((option) => [code(option.flags), capitalized(help.optionDescription(option))]);
  return [
    `## importwatch ${command.name()}`,
    sentence(command.description()),
    `\`\`\`text\n${usage}\n\`\`\``,
    ...(argumentRows.length > 0 ? [table(['argument', ''], argumentRows)] : []),
    ...(optionRows.length > 0 ? [table(['option', ''], optionRows)] : []),
    ...exampleBlock(examples[command.name()] ?? []),
  ].join('\n\n');
}

function exampleBlock(all: readonly Example[]): readonly string[] {
  if (all.length === 0) return [];
  const lines = all.flatMap(([command, about]) => [
    ...(about === undefined ? [] : [`# ${about}`]),
    command,
  ]);
  return [`\`\`\`sh\n${lines.join('\n')}\n\`\`\``];
}
