import { type Command, CommanderError } from 'commander';
import { exitCodes } from '../core/model/outcome.ts';
import { createProgram } from './commands.ts';
import type { World } from './world.ts';

/** Runs a command line and returns the exit code. */
export async function runProgram(argv: readonly string[], world: World): Promise<number> {
  let exitCode: number = exitCodes.succeeded;
  const program = createProgram(world, (code) => {
    exitCode = code;
  });
  try {
    refuseUnknownCommand(program, argv);
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return exitCodes.succeeded;
    if (error.code === 'commander.help') return exitCodes.usage;
    const { usageMistake } = await import('./usage-mistake.ts');
    const mistake = usageMistake(error, program, argv);
    if (asksForStream(argv)) {
      const { endStream } = await import('./output/end-stream.ts');
      endStream(mistake, world);
    }
    throw mistake;
  }
  return exitCode;
}

/** For `help wiat` and `wiat --help`, commander would just show the help. */
function refuseUnknownCommand(program: Command, [word = '', topic = '']: readonly string[]): void {
  const name = word === 'help' ? topic : word;
  const known = ['', 'help', ...program.commands.map((command) => command.name())];
  if (known.includes(name) || name.startsWith('-')) return;
  program.error(`error: unknown command '${name}'`, { code: 'commander.unknownCommand' });
}

function asksForStream([command = '', ...options]: readonly string[]): boolean {
  return ['status', 'wait', 'demo'].includes(command) && options.includes('--json');
}
