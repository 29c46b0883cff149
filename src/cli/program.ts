import { CommanderError } from 'commander';
import { ImportwatchError } from '../core/errors.ts';
import { exitCodes } from '../core/outcome.ts';
import { createProgram } from './commands.ts';
import type { World } from './world.ts';

/** Runs a command line and gives the exit code. */
export async function runProgram(argv: readonly string[], world: World): Promise<number> {
  let exitCode: number = exitCodes.succeeded;
  const program = createProgram(world, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return exitCodes.succeeded;
    if (asksForStream(argv)) {
      const { endStream } = await import('./end-stream.ts');
      endStream(new ImportwatchError('usage', error.message), world);
    }
    return exitCodes.usage;
  }
  return exitCode;
}

function asksForStream([command = '', ...options]: readonly string[]): boolean {
  return ['status', 'wait', 'demo'].includes(command) && options.includes('--json');
}
