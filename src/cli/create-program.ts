import { Argument, type Command, Option } from 'commander';
import { simulatedOutcomes } from '../demo/simulator.ts';
import { simulated } from '../demo/simulators/index.ts';
import type { CheckFlags } from './commands/check/check.ts';
import type { DemoFlags } from './commands/demo.ts';
import type { FailedFlags } from './commands/failed.ts';
import type { HistoryFlags } from './commands/history.ts';
import type { InitFlags } from './commands/init/init-given.ts';
import type { ProvidersFlags } from './commands/providers/providers.ts';
import { defineRun, runDescription } from './commands/run.ts';
import type { ListFlags } from './flags.ts';
import {
  addConfigFlag,
  addHistoryFile,
  addProfileFlags,
  addRecordFlag,
  addServiceFlags,
  addShowFlags,
  addStatusFlags,
  addWaitFlags,
  collected,
  verbose,
  type WatchFlags,
} from './flags.ts';
import { examplesHelp, exitCodesHelp } from './help.ts';
import { rootCommand } from './root-command.ts';
import type { World } from './world.ts';

const targets =
  'Imports: id, profile:id, profile: if no id is needed, - or profile:- for standard input';

/**
 * The program with all its commands. Each command is loaded when it runs, and calls `end` with its
 * exit code unless that is 0. `command` is the command that `run` starts.
 */
export function createProgram(
  world: World,
  end: (exitCode: number) => void,
  command: readonly string[] = [],
): Command {
  const program = rootCommand(world);
  const add = (name: string, description: string, ...more: readonly string[]): Command =>
    program
      .command(name)
      .description(description)
      .addHelpText('after', () => [...more, examplesHelp(name)].join('\n'));

  add('init', 'Write a profile, from your answers or from options.')
    .option('--provider <name>', 'Service that runs the import')
    .option('--base-url <url>', 'Address of the service')
    .option('--set <key=value>', 'Another setting of the service; repeatable', collected)
    .option(
      '--secret <key=place>',
      'Where a secret is: env:NAME, file:PATH or command:LINE; repeatable',
      collected,
    )
    .option('--name <name>', 'Name of the profile [default: the name of the service]')
    .option('--default', 'Make this the default profile')
    .option('--file <file>', 'File to write [default: the one in use, or .importwatchrc]')
    .option('--user', 'Write your own file, in ~/.config/importwatch')
    .option('--force', 'Replace a profile of the same name')
    .option('--no-try', 'Write the profile without testing it')
    .option('-y, --yes', 'Never prompt; write the profile even if its test fails')
    .action(async (flags: InitFlags) => {
      const { init } = await import('./commands/init/init.ts');
      end(await init(flags, world));
    });

  const watch = (once: boolean) => async (given: string[], flags: WatchFlags) => {
    const { watchTargets } = await import('./commands/watch-targets.ts');
    end(await watchTargets(given, flags, once, world));
  };
  const status = add(
    'status',
    'Show the status of each import, polled once.',
    statusCodes,
  ).argument('[target...]', targets);
  addStatusFlags(addRecordFlag(addShowFlags(addProfileFlags(status)))).action(watch(true));

  const wait = 'Wait until each import has ended. The exit code tells the outcome.';
  const waiting = add('wait', wait, durations, exitCodesHelp()).argument('[target...]', targets);
  addWaitFlags(addProfileFlags(waiting)).action(watch(false));

  defineRun(add('run', runDescription, durations, exitCodesHelp()), command, world, end);
  const failedRecords = 'Print the failed records, as the service reports them.';
  const records = add('failed', failedRecords)
    .argument('<target>', 'Import: id, profile:id or profile:')
    .option('-o, --output <file>', 'Write them to a file that only you can read')
    .option('-v, --verbose', verbose);
  addRecordFlag(addProfileFlags(records)).action(async (target: string, flags: FailedFlags) => {
    const { failed } = await import('./commands/failed.ts');
    await failed(target, flags, world);
  });

  addConfigFlag(add('profiles', 'List the profiles, and where each secret comes from.'))
    .option('--json', 'Print JSON')
    .action(async (flags: ListFlags) => {
      const { showProfiles } = await import('./commands/profiles.ts');
      await showProfiles(flags, world);
    });

  const checking = addServiceFlags(add('check', 'Test profiles step by step.'))
    .argument('[profile...]', 'Profiles to test [default: all]')
    .option('--answer <file>', 'Test a description on a saved answer (-: stdin) or a recording')
    .option('--json', 'Print JSON')
    .option('-v, --verbose', verbose);
  addRecordFlag(checking).action(async (profiles: string[], { answer, ...flags }: CheckFlags) => {
    if (answer === undefined) {
      const { check } = await import('./commands/check/check.ts');
      end(await check(profiles, flags, world));
    } else if (await world.isFolder(answer)) {
      const { checkRecording } = await import('./commands/check/check-recording.ts');
      end(await checkRecording(answer, profiles[0] ?? flags.provider, flags, world));
    } else {
      const { checkAnswer } = await import('./commands/check/check-answer.ts');
      end(await checkAnswer(answer, profiles[0], flags, world));
    }
  });

  add('providers', 'List the services that importwatch knows, or the settings of one.')
    .argument('[name]', 'Service whose settings to show')
    .option('--search <word>', 'List only services with this word in name or description')
    .option('--json', 'Print JSON')
    .action(async (name: string | undefined, flags: ProvidersFlags) => {
      const { listProviders } = await import('./commands/providers/providers.ts');
      await listProviders(name, flags, world);
    });

  addHistoryFile(
    add('history', 'Show past imports that you watched to the end, and how long they took.'),
  )
    .argument('[profile...]', 'Show only these profiles')
    .option('--json', 'Print JSON')
    .option('--all', 'Show all imports, not only the last 20')
    .option('--clear', 'Delete the history')
    .action(async (profiles: string[], flags: HistoryFlags) => {
      const { showHistory } = await import('./commands/history.ts');
      await showHistory(profiles, flags, world);
    });

  addShowFlags(
    add('demo', 'Watch a simulated import. You need no account and no configuration.')
      .addArgument(
        new Argument('[provider]', 'Service to simulate')
          .choices(simulated)
          .argParser((name: string) => name)
          .default('oracle-commerce'),
      )
      .addOption(
        new Option('--outcome <how>', 'How the import ends')
          .choices(simulatedOutcomes)
          .default('success'),
      )
      .option('--replay <folder>', 'Replay a recording instead')
      .option('--speed <n>', 'With --replay, how many times as fast [default: 1]'),
  ).action(async (provider: string, flags: DemoFlags) => {
    const { demo } = await import('./commands/demo.ts');
    end(await demo(provider, flags, world));
  });

  add('completion', 'Print a completion script for your shell.')
    .addArgument(new Argument('<shell>', 'Your shell').choices(shells))
    .action(async (shell: Shell) => {
      const { completionScripts } = await import('./commands/completion/scripts.ts');
      world.stdout.write(completionScripts[shell]);
    });

  program
    .command('__complete', { hidden: true })
    .argument('[words...]')
    .action(async (words: readonly string[]) => {
      const { complete } = await import('./commands/completion/completion.ts');
      await complete(words, program, world);
    });

  return program;
}

const shells = ['bash', 'zsh', 'fish'] as const;

type Shell = (typeof shells)[number];

const durations = '\nDurations: 500ms, 30s, 5m, 1h30m; a plain number means seconds.';
const statusCodes = '\nThe exit code is 0 while an import is running. See "importwatch --help".';
