import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../src/cli/create-program.ts';
import { examples, exitCodeRows } from '../../src/cli/help.ts';
import type { World } from '../../src/cli/world.ts';
import { exitCodes } from '../../src/core/model/outcome.ts';

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
    'of %s is ASCII, and its sentences begin alike',
    (_, command) => {
      expect(helpOf(command)).toMatch(/^[\n -~]*$/);
      const descriptions = command.options.map(({ description }) => description);
      expect(descriptions.filter((text) => /^[A-Z](?![A-Z])|\.$/.test(text))).toEqual([]);
    },
  );

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
  });
});
