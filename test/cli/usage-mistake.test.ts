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

describe('an invalid command line', () => {
  it.each([
    ['wiat 1', 'Unknown command "wiat". Did you mean "wait"? See "importwatch --help".'],
    ['help wiat', 'Unknown command "wiat". Did you mean "wait"? See "importwatch --help".'],
    ['wiat --help', 'Unknown command "wiat". Did you mean "wait"? See "importwatch --help".'],
    [
      'wacth 1',
      'Unknown command "wacth". Did you mean "importwatch wait"? See "importwatch --help".',
    ],
    [
      'wait 1 --fail-on-partial=false',
      `--fail-on-partial doesn't take a value. See "importwatch wait --help".`,
    ],
    [
      'status 1 --exit-code=3',
      `--exit-code doesn't take a value. See "importwatch status --help".`,
    ],
    ['wait 1 --notify=3', `--notify doesn't take a value. See "importwatch wait --help".`],
    ['wait 1 -q=3', `-q doesn't take a value. See "importwatch wait --help".`],
    [
      'history --last',
      'Unknown option "--last" for history. --last is an option of wait. See "importwatch history --help".',
    ],
    [
      'status --new 1',
      'Unknown option "--new" for status. --new is an option of wait. See "importwatch status --help".',
    ],
    [
      'failed',
      '"importwatch failed" needs a target, for example shop:1042. See "importwatch failed --help".',
    ],
    [
      'failed 1 2',
      '"importwatch failed" takes only one argument. See "importwatch failed --help".',
    ],
    ['init shop', 'init takes no arguments. See "importwatch init --help".'],
    ['watch 1', 'Unknown command "watch". Use "importwatch wait". See "importwatch --help".'],
    [
      'version',
      'Unknown command "version". Use "importwatch --version". See "importwatch --help".',
    ],
    ['list', 'Unknown command "list". Use "importwatch profiles". See "importwatch --help".'],
    ['config', 'Unknown command "config". Use "importwatch profiles". See "importwatch --help".'],
    [
      'status -o json 1',
      'Unknown option "-o". Use --json instead. See "importwatch status --help".',
    ],
    [
      'wait --output=json 1',
      'Unknown option "--output". Use --json instead. See "importwatch wait --help".',
    ],
    [
      'wait --format json',
      'Unknown option "--format". Use --json instead. See "importwatch wait --help".',
    ],
    [
      'init -p shop',
      'Unknown option "-p" for init. Use --name <name> instead. See "importwatch init --help".',
    ],
    [
      'init --output=f',
      'Unknown option "--output" for init. Use --file <file> instead. See "importwatch init --help".',
    ],
    [
      'status --file c.yaml',
      'Unknown option "--file" for status. Use --config <file> instead. See "importwatch status --help".',
    ],
    [
      'wait --file c.yaml',
      'Unknown option "--file" for wait. Use --config <file> instead. See "importwatch wait --help".',
    ],
    [
      'run --file c.yaml -- x',
      'Unknown option "--file" for run. Use --config <file> instead. See "importwatch run --help".',
    ],
    [
      'check --file c.yaml',
      'Unknown option "--file" for check. Use --config <file> instead. See "importwatch check --help".',
    ],
    [
      'profiles --file c.yaml',
      'Unknown option "--file" for profiles. Use --config <file> instead. See "importwatch profiles --help".',
    ],
    [
      'failed 1 --failed-to f.csv',
      'Unknown option "--failed-to" for failed. Use --output <file> instead. See "importwatch failed --help".',
    ],
    [
      'history --file h',
      'Unknown option "--file" for history. Use --history-file <file> instead. See "importwatch history --help".',
    ],
    [
      'check -p shop',
      'Unknown option "-p" for check. Use "importwatch check <profile>" instead. See "importwatch check --help".',
    ],
    [
      'wait --name shop 1',
      'Unknown option "--name" for wait. Use --profile <name> instead. See "importwatch wait --help".',
    ],
    [
      'demo --answer r',
      'Unknown option "--answer" for demo. Use --replay <folder> instead. See "importwatch demo --help".',
    ],
    ['constructor', 'Unknown command "constructor". See "importwatch --help".'],
    ['-v', 'Unknown option "-v". For the version, use -V or --version.'],
    [
      '-v wait 1',
      '-v goes after the command. For example: importwatch wait -v … See "importwatch --help".',
    ],
    ['-v wiat', 'Unknown option "-v". For the version, use -V or --version.'],
    [
      '--verbose wait 1',
      '--verbose goes after the command. For example: importwatch wait --verbose … See "importwatch --help".',
    ],
    ['--wat', 'Unknown option "--wat". See "importwatch --help".'],
    [
      'wait --timeuot=3s',
      'Unknown option "--timeuot". Did you mean "--timeout"? See "importwatch wait --help".',
    ],
    [
      'status --timeout 3s',
      'Unknown option "--timeout" for status. --timeout is an option of wait and run. See "importwatch status --help".',
    ],
    [
      'demo -i 3s',
      'Unknown option "-i" for demo. -i is an option of wait and run. See "importwatch demo --help".',
    ],
    [
      'wait -t',
      '--timeout needs a value: -t, --timeout <duration>. See "importwatch wait --help".',
    ],
    [
      "wait --progress it's",
      '--progress: "it\'s" is invalid. Use auto, bar, plain or none. See "importwatch wait --help".',
    ],
    [
      'completion fsh',
      '"fsh" isn\'t a supported shell. Did you mean "zsh"? Use bash, zsh or fish. See "importwatch completion --help".',
    ],
    [
      'completion',
      'completion needs a shell: bash, zsh or fish. See "importwatch completion --help".',
    ],
    ['profiles x', 'profiles takes no arguments. See "importwatch profiles --help".'],
    ['providers a b', 'providers takes only one argument. See "importwatch providers --help".'],
  ])('%s', async (line, words) => {
    expect(await told(line)).toBe(words);
  });
});
