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
  addServiceFlags,
  addShowFlags,
  addStatusFlags,
  addWaitFlags,
  collected,
  type WatchFlags,
} from './flags.ts';
import { examplesHelp, exitCodesHelp } from './help.ts';
import { rootCommand } from './root-command.ts';
import type { World } from './world.ts';

const targets = 'id, profile:id, profile: if no id is needed, - or profile:- for standard input';

/**
 * The program with all its commands. Each command is loaded when it runs, and calls `end` with its
 * exit code if that isn't 0. `command` is the one that `run` starts.
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
      .addHelpText('after', () => [examplesHelp(name), ...more].join('\n'));

  add('init', 'write a profile: asks what is needed, or takes it from options')
    .option('--provider <name>', 'the service')
    .option('--base-url <url>', 'its address')
    .option('--set <key=value>', 'another setting of it; may be repeated', collected)
    .option(
      '--secret <key=place>',
      'where a secret is: env:NAME, file:PATH or command:LINE; may be repeated',
      collected,
    )
    .option('--name <name>', 'name of the profile (default: that of the service)')
    .option('--default', 'take it where no profile is named')
    .option('--file <file>', 'file to write (default: .importwatchrc, or the one there is)')
    .option('--user', 'write your own file, in ~/.config/importwatch')
    .option('--force', 'replace a profile of the same name')
    .option('--no-try', 'do not try the profile before it is written')
    .option('-y, --yes', 'ask nothing; write it also if it does not work yet')
    .action(async (flags: InitFlags) => {
      const { init } = await import('./commands/init/init.ts');
      end(await init(flags, world));
    });

  const watching = (command: Command, once: boolean): Command =>
    addShowFlags(addProfileFlags(command.argument('[target...]', targets))).action(
      async (given: string[], flags: WatchFlags) => {
        const { watchTargets } = await import('./commands/watch-targets.ts');
        end(await watchTargets(given, flags, once, world));
      },
    );

  addStatusFlags(watching(add('status', 'ask once where each import stands', statusCodes), true));

  const wait = 'stay until each import has ended; the exit code says what became of it';
  addWaitFlags(watching(add('wait', wait, durations, exitCodesHelp()), false));

  defineRun(add('run', runDescription, durations, exitCodesHelp()), command, world, end);
  addProfileFlags(
    add('failed', 'print the records that failed, as the service reports them').argument(
      '<target>',
      'id, profile:id or profile:',
    ),
  )
    .optionsGroup('Options:')
    .option('-o, --output <file>', 'write them to a file that only you can read')
    .option('-v, --verbose', 'each request: method, address, status, ms')
    .action(async (target: string, flags: FailedFlags) => {
      const { failed } = await import('./commands/failed.ts');
      await failed(target, flags, world);
    });

  addConfigFlag(add('profiles', 'list what is configured, and where each secret comes from'))
    .option('--json', 'as JSON')
    .action(async (flags: ListFlags) => {
      const { showProfiles } = await import('./commands/profiles.ts');
      await showProfiles(flags, world);
    });

  addServiceFlags(
    add('check', 'try a profile step by step, and say what is wrong').argument(
      '[profile...]',
      'by default all',
    ),
  )
    .option('--answer <file>', 'try a description on a saved answer (- is stdin) or a recording')
    .option('--json', 'as JSON')
    .option('-v, --verbose', 'each request: method, address, status, ms')
    .action(async (profiles: string[], { answer, ...flags }: CheckFlags) => {
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

  add('providers', 'list the services importwatch knows, or the settings of one')
    .argument('[name]', 'one of them, to see its settings')
    .option('--search <word>', 'only those with this word in name, title or description')
    .option('--json', 'as JSON')
    .action(async (name: string | undefined, flags: ProvidersFlags) => {
      const { listProviders } = await import('./commands/providers/providers.ts');
      await listProviders(name, flags, world);
    });

  addHistoryFile(
    add('history', 'show which imports ended while they were watched, and how long they took'),
  )
    .argument('[profile...]', 'of these only')
    .option('--json', 'as JSON')
    .option('--all', 'all of them, not only the last 20')
    .option('--clear', 'forget them all')
    .action(async (profiles: string[], flags: HistoryFlags) => {
      const { showHistory } = await import('./commands/history.ts');
      await showHistory(profiles, flags, world);
    });

  addShowFlags(
    add('demo', 'watch a simulated import: no account, no configuration')
      .addArgument(
        new Argument('[provider]', 'the service to simulate')
          .choices(simulated)
          .argParser((name: string) => name)
          .default('oracle-commerce'),
      )
      .addOption(
        new Option('--outcome <how>', 'how it ends').choices(simulatedOutcomes).default('success'),
      )
      .option('--replay <folder>', 'watch the imports of a recording again, instead')
      .option('--speed <n>', 'with --replay: how many times as fast (default: 1)'),
  ).action(async (provider: string, flags: DemoFlags) => {
    const { demo } = await import('./commands/demo.ts');
    end(await demo(provider, flags, world));
  });

  add('completion', 'print a completion script for a shell')
    .addArgument(new Argument('<shell>', 'yours').choices(shells))
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

const durations = '\nDurations: 500ms, 30s, 5m, 1h30m; a bare number is seconds.';
const statusCodes = '\nExits 0 also while an import has not ended; see "importwatch --help".';
