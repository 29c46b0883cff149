import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../src/cli/create-program.ts';
import { examples, exitCodeRows } from '../../src/cli/help.ts';
import type { World } from '../../src/cli/world.ts';
import { exitCodes, signalCodes } from '../../src/core/model/outcome.ts';

let printed = '';
const write = (text: string) => {
  printed += text;
};
const program = createProgram(
  { version: '1.2.3', stdout: { write } } as unknown as World,
  () => {},
);
const visible = program.createHelp().visibleCommands(program);
const commands = [program, ...visible.filter((command) => command.name() !== 'help')];

function helpOf(command: Command): string {
  printed = '';
  command.outputHelp();
  return printed;
}

describe('the help', () => {
  it.each(commands.map((command) => [command.name(), command] as const))(
    'of %s fits 80 columns and has examples',
    (name, command) => {
      const lines = helpOf(command).split('\n');
      expect(lines.filter((line) => line.length > 80)).toEqual([]);
      expect(lines).toContain('Examples:');
      expect(examples[name]?.length).toBeGreaterThan(0);
    },
  );

  it.each(commands.map((command) => [command.name(), command] as const))(
    'of %s is ASCII, in sentence case, and only its description ends with a full stop',
    (_, command) => {
      expect(helpOf(command)).toMatch(/^[\n -~]*$/);
      expect(command.description()).toMatch(/^[A-Z].*\.$/);
      const { options, registeredArguments } = command;
      const descriptions = [...options, ...registeredArguments].map((one) => one.description);
      expect(descriptions.filter((text) => !/^[A-Z]/.test(text) || text.endsWith('.'))).toEqual([]);
    },
  );

  it('names each default in one form', () => {
    const defaults = /\(default|\bdefault:|by default/i;
    const said = commands
      .map(helpOf)
      .join('\n')
      .replace(/\[default(:[^\]]+)?\]/g, '');
    expect(said.match(defaults)).toBeNull();
  });

  it('of a command ends with its examples', () => {
    for (const command of commands.slice(1)) {
      const [, end = ''] = helpOf(command).split('\nExamples:\n');
      expect(
        end
          .trim()
          .split('\n')
          .filter((line) => !line.startsWith('  ')),
      ).toEqual([expect.stringContaining('importwatch')]);
    }
  });

  it('of the program ends with the places of the documentation, and the package has these files', () => {
    const [, end = ''] = helpOf(program).split('\nDocumentation:\n');
    const files = end.match(/docs\/\S+\.md/g) ?? [];
    expect(files).toContain('docs/README.md');
    expect(files.filter((file) => !existsSync(new URL(`../../${file}`, import.meta.url)))).toEqual(
      [],
    );
  });

  it('of wait has each option in a group with a heading', () => {
    const headings = helpOf(commands.find((one) => one.name() === 'wait') as Command).match(
      /^[A-Z][^:\n]*:$/gm,
    );
    expect(headings).toEqual([
      'Arguments:',
      'Which service:',
      'Which import:',
      'Polling and limits:',
      'Several imports:',
      'Gates on record counts:',
      'Output:',
      'Files and hooks:',
      'Options:',
      'Exit codes:',
      'Examples:',
    ]);
  });

  it('has examples of commands and options that are there', () => {
    const lines = Object.values(examples).flat();
    for (const [line] of lines) {
      const words = line.replace(/^.*(?=importwatch )| (&&|--) .*$|=\S+/g, '').split(' ');
      const command = program.commands.find((one) => one.name() === words[1]);
      expect(command, line).toBeDefined();
      const options = words.filter((word) => /^-./.test(word));
      const known = command?.options.flatMap(({ short, long }) => [short, long]);
      expect(known).toEqual(expect.arrayContaining(options));
    }
  });

  it('has every exit code', () => {
    const codes = exitCodeRows.map(([code]) => Number(code));
    expect(codes).toEqual(Object.values(exitCodes).sort((a, b) => a - b));
    const help = helpOf(program);
    for (const code of Object.values(signalCodes)) expect(help).toMatch(`${code}`);
  });
});
