import { type Command, CommanderError } from 'commander';
import { ImportwatchError, nextStep } from '../core/model/errors.ts';
import { exitCodes } from '../core/model/outcome.ts';
import { inertLine } from '../core/text/text.ts';
import { wrapSentence } from '../render/text/wrap.ts';
import { createProgram } from './create-program.ts';
import { jsonChoices } from './flags.ts';
import type { World } from './world.ts';

/** Runs a command line and returns the exit code. */
export async function runProgram(argv: readonly string[], world: World): Promise<number> {
  let exitCode: number = exitCodes.succeeded;
  const [own, command] = splitCommand(argv);
  const end = (code: number) => {
    exitCode = code;
  };
  const program = createProgram(world, end, { only: own[0], started: command });
  try {
    refuseUnknownCommand(program, own);
    refuseMissingCommand(program, own, command);
    refuseSplitJson(program, own);
    await program.parseAsync(withJsonChoice(own), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return exitCodes.succeeded;
    if (error.code === 'commander.help') return exitCodes.usage;
    const { usageMistake } = await import('./usage-mistake.ts');
    const mistake = usageMistake(error, createProgram(world, end), own);
    if (asksForStream(own)) {
      const { endStream } = await import('./output/end-stream.ts');
      endStream(mistake, world);
    }
    throw mistake;
  }
  return exitCode;
}

/** Everything after `--` is the command that `run` starts. */
function splitCommand(
  argv: readonly string[],
): readonly [own: readonly string[], command?: readonly string[]] {
  const end = argv[0] === 'run' ? argv.indexOf('--') : -1;
  return end === -1 ? [argv] : [argv.slice(0, end), argv.slice(end + 1)];
}

function refuseMissingCommand(
  program: Command,
  [name, ...words]: readonly string[],
  command: readonly string[] | undefined,
): void {
  const isHelp = words.some((word) => word === '-h' || word === '--help');
  if (name !== 'run' || isHelp || command) return;
  program.error(
    'error: run needs a command after "--", for example: importwatch run shop -- curl …',
  );
}

/** The second word would be a target, which hardly has this name. */
function refuseSplitJson(program: Command, argv: readonly string[]): void {
  const value = argv[argv.indexOf('--json') + 1] ?? '';
  if (!asksForStream(argv) || !jsonChoices.includes(value)) return;
  program.error(`error: --json takes its value after "=": --json=${value}`);
}

/** For `help wiat` and `wiat --help`, commander would just show the help. */
function refuseUnknownCommand(program: Command, [word = '', topic = '']: readonly string[]): void {
  const name = word === 'help' ? topic : word;
  const known = ['', 'help', ...program.commands.map((command) => command.name())];
  if (known.includes(name) || name.startsWith('-')) return;
  program.error(`error: unknown command '${name}'`, { code: 'commander.unknownCommand' });
}

const streaming = ['status', 'wait', 'demo', 'run'];

/** Whether the exit code is about imports, so that it stays the same if the output is lost. */
export function tellsOutcome([command = '']: readonly string[]): boolean {
  return streaming.includes(command);
}

function asksForStream([command = '', ...options]: readonly string[]): boolean {
  return tellsOutcome([command]) && options.some((word) => /^--json(=|$)/.test(word));
}

/** Only `--json=…` has a value: commander would take the target after a bare `--json` for one. */
function withJsonChoice(argv: readonly string[]): readonly string[] {
  if (!tellsOutcome(argv)) return argv;
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
  return argv.map((word, index) => (word === '--json' && index < end ? '--json=events' : word));
}

/**
 * The problem and the next step, for stderr. The stack of a bug only if `verbose`. Text from files,
 * names and services cannot affect a terminal. `columns` is its width, if there is one.
 */
export function failureText(error: unknown, verbose: boolean, columns?: number): string {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const known = error instanceof ImportwatchError;
  const isBug = !known || error.code === 'bug';
  const hint = known ? nextStep(error) : 'Run the command again with -v, and report the output.';
  const said = [
    ...`importwatch: ${known ? '' : 'Internal error: '}${message}`.split('\n').map(inertLine),
    ...(hint === '' ? [] : [`  ${inertLine(hint)}`]),
  ];
  const lines = [
    ...said.flatMap((line) => wrapSentence(line, columns)),
    ...(verbose && isBug ? stack.split('\n').map((line) => `    ${inertLine(line)}`) : []),
  ];
  return `${lines.join('\n')}\n`;
}
