import { Command, CommanderError, Option } from 'commander';
import { ImportwatchError } from '../core/errors.ts';
import { exitCodes } from '../core/outcome.ts';
import { simulatedOutcomes } from '../demo/simulator.ts';
import type { DemoFlags } from './demo.ts';
import {
  addConfigFlag,
  addProfileFlags,
  addShowFlags,
  addWaitFlags,
  type WatchFlags,
} from './flags.ts';
import { exitCodeHelp, rootExamples, statusExamples, waitExamples } from './help.ts';
import type { HistoryFlags } from './history.ts';
import type { ListFlags } from './list.ts';
import type { World } from './world.ts';

const targets = 'id, profile:id, or profile: where no id is needed';

/** Runs a command line and gives the exit code. Each command is loaded when it is called. */
export async function runProgram(argv: readonly string[], world: World): Promise<number> {
  let exitCode: number = exitCodes.succeeded;
  const program = new Command('importwatch')
    .description("Watches a data import that runs in someone else's service until it has ended.")
    .version(world.version, '-V, --version', 'print the version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: (text) => world.stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error: /, 'importwatch: ')),
      getOutHelpWidth: () => 80,
      getErrHelpWidth: () => 80,
    })
    .addHelpText('after', `${rootExamples}\n${exitCodeHelp}`);

  const watching = (name: string, once: boolean) =>
    addShowFlags(addProfileFlags(program.command(name).argument('[target...]', targets))).action(
      async (given: string[], flags: WatchFlags) => {
        const { watchTargets } = await import('./watch-targets.ts');
        exitCode = await watchTargets(given, flags, once, world);
      },
    );

  watching('status', true)
    .description('ask once where each import stands')
    .addHelpText('after', statusExamples);

  addWaitFlags(watching('wait', false))
    .description('watch until each import has ended; the exit code says what became of it')
    .addHelpText('after', `${waitExamples}\n${exitCodeHelp}`);

  addConfigFlag(program.command('profiles'))
    .description('list the profiles in force, and where each secret comes from')
    .option('--json', 'as JSON')
    .action(async (flags: ListFlags) => {
      const { listProfiles } = await import('./profiles.ts');
      await listProfiles(flags, world);
    });

  program
    .command('history')
    .argument('[profile...]', 'of these only')
    .description('show which imports were watched, how they ended and how long they took')
    .option('--json', 'as JSON')
    .option('--clear', 'forget them all')
    .action(async (profiles: string[], flags: HistoryFlags) => {
      const { showHistory } = await import('./history.ts');
      await showHistory(profiles, flags, world);
    });

  program
    .command('providers')
    .argument('[name]', 'one of them, to see its settings')
    .description('list the services importwatch knows, or the settings of one')
    .option('--json', 'as JSON')
    .action(async (name: string | undefined, flags: ListFlags) => {
      const { listProviders } = await import('./providers.ts');
      await listProviders(name, flags, world);
    });

  addShowFlags(program.command('demo').argument('[provider]', 'the service to simulate'))
    .description('watch a simulated import: no account, no configuration')
    .addOption(
      new Option('--outcome <how>', 'how it ends').choices(simulatedOutcomes).default('success'),
    )
    .action(async (provider: string | undefined, flags: DemoFlags) => {
      const { demo } = await import('./demo.ts');
      exitCode = await demo(provider, flags, world);
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
