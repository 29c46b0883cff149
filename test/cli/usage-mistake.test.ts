import { describe, expect, it } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import type { World } from '../../src/cli/world.ts';

let printed = '';
const stream = {
  write(text: string) {
    printed += text;
  },
};
const world = { version: '1.2.3', stdout: stream, stderr: stream } as unknown as World;

async function told(line: string): Promise<string> {
  printed = '';
  const error = await runProgram(line.split(' '), world).catch((error: unknown) => error);
  const { code, message, hint } = error as { code?: string; message?: string; hint?: string };
  expect(code).toBe('usage');
  expect(printed).toBe('');
  return `${message} ${hint}`;
}

describe('a command line that cannot be understood', () => {
  it.each([
    ['wiat 1', 'There is no command "wiat". Did you mean "wait"? See "importwatch --help".'],
    ['help wiat', 'There is no command "wiat". Did you mean "wait"? See "importwatch --help".'],
    ['wiat --help', 'There is no command "wiat". Did you mean "wait"? See "importwatch --help".'],
    ['watch 1', 'There is no command "watch". Did you mean "wait"? See "importwatch --help".'],
    ['constructor', 'There is no command "constructor". See "importwatch --help".'],
    ['-v', 'Unknown option "-v". For the version, use -V or --version.'],
    [
      '-v wait 1',
      '"-v" stands before the command. Put it after the command: importwatch wait -v …. See "importwatch --help".',
    ],
    ['-v wiat', 'Unknown option "-v". For the version, use -V or --version.'],
    [
      '--verbose wait 1',
      '"--verbose" stands before the command. Put it after the command: importwatch wait --verbose …. See "importwatch --help".',
    ],
    ['--wat', 'There is no option "--wat". See "importwatch --help".'],
    [
      'wait --timeuot=3s',
      'There is no option "--timeuot". Did you mean "--timeout"? See "importwatch wait --help".',
    ],
    [
      'status --timeout 3s',
      '"--timeout" is no option of status. --timeout belongs to wait, run. See "importwatch status --help".',
    ],
    [
      'demo -i 3s',
      '"-i" is no option of demo. -i belongs to wait, run. See "importwatch demo --help".',
    ],
    [
      'wait -t',
      '--timeout needs a value: -t, --timeout <duration>. See "importwatch wait --help".',
    ],
    [
      "wait --progress it's",
      '--progress: "it\'s" is not one of auto, bar, plain, none. See "importwatch wait --help".',
    ],
    [
      'completion fsh',
      '<shell>: "fsh" is not one of bash, zsh, fish. Did you mean "zsh"? See "importwatch completion --help".',
    ],
    [
      'completion',
      '<shell> is missing: one of bash, zsh, fish. See "importwatch completion --help".',
    ],
    [
      'profiles x',
      '"profiles" takes no word beside its options. See "importwatch profiles --help".',
    ],
    [
      'providers a b',
      '"providers" takes one word at most beside its options. See "importwatch providers --help".',
    ],
  ])('%s', async (line, words) => {
    expect(await told(line)).toBe(words);
  });
});
