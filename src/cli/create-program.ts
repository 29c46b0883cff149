import { Argument, type Command, Option } from 'commander';
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
  addDemoFlags,
  addHistoryFlags,
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
import { examplesHelp, statusHelp, waitingHelp } from './help.ts';
import { rootCommand } from './root-command.ts';
import type { World } from './world.ts';

type Add = (description: string, more?: () => readonly string[]) => Command;

const targets =
  'One or more imports: id, profile:id, or profile: (if the service needs no id). Use - or profile:- to read ids from stdin';

interface Wanted {
  readonly only?: string | undefined;
  readonly started?: readonly string[] | undefined;
}

/**
 * The program with all its commands, or with only one of them, because it takes time to define the
 * others. Each command is loaded when it runs, and calls `end` with its exit code unless that is 0.
 * `started` is the command line that `run` starts.
 */
export function createProgram(
  world: World,
  end: (exitCode: number) => void,
  { only = '', started = [] }: Wanted = {},
): Command {
  const program = rootCommand(world);
  const addAs =
    (name: string): Add =>
    (description, more = () => []) =>
      program
        .command(name)
        .description(description)
        .addHelpText('after', () => [...more(), examplesHelp(name)].join('\n'));

  const watch = (once: boolean) => async (given: string[], flags: WatchFlags) => {
    const { watchTargets } = await import('./commands/watch-targets.ts');
    end(await watchTargets(given, flags, once, world));
  };
  const commands: Readonly<Record<string, (add: Add) => void>> = {
    init: (add) =>
      add('Write a profile, interactively or from options.')
        .option('--provider <name>', 'Service that runs the import, such as elevate')
        .option('--base-url <url>', 'Address of the service')
        .option(
          '--set <key=value>',
          'Any other setting, such as clusterId=w1234abcd (repeatable)',
          collected,
        )
        .option(
          '--secret <key=place>',
          'Where to find a secret: env:NAME, file:PATH or command:LINE (repeatable)',
          collected,
        )
        .option('--name <name>', 'Name of the profile [default: the name of the service]')
        .option('--default', 'Make this the default profile')
        .option('--file <file>', 'File to write to [default: the file in use, or .importwatchrc]')
        .addOption(new Option('-c, --config <file>', 'The same as --file').hideHelp())
        .option('--user', 'Write to your user configuration, in ~/.config/importwatch')
        .option('--force', 'Replace a profile with the same name')
        .option('--no-try', 'Write the profile without testing it')
        .option('-y, --yes', "Don't prompt, and write the profile even if its test fails")
        .action(async (flags: InitFlags) => {
          const { init } = await import('./commands/init/init.ts');
          end(await init(flags, world));
        }),
    status: (add) => {
      const once = 'Show the current status of each import.';
      const status = add(once, statusHelp).argument('[target...]', targets);
      addStatusFlags(addRecordFlag(addShowFlags(addProfileFlags(status)))).action(watch(true));
    },
    wait: (add) => {
      const wait = 'Wait until each import has ended. The exit code tells you the outcome.';
      const waiting = add(wait, waitingHelp).argument('[target...]', targets);
      addWaitFlags(addProfileFlags(waiting)).action(watch(false));
    },
    run: (add) => defineRun(add(runDescription, waitingHelp), started, world, end),
    failed: (add) => {
      const records = add("Print an import's failed records, as the service reports them.")
        .argument('<target>', 'Import: id, profile:id, or profile: (if the service needs no id)')
        .option('-o, --output <file>', 'Write the records to this file, readable only by you')
        .option('-v, --verbose', verbose);
      addRecordFlag(addProfileFlags(records)).action(async (target: string, flags: FailedFlags) => {
        const { failed } = await import('./commands/failed.ts');
        await failed(target, flags, world);
      });
    },
    profiles: (add) =>
      addConfigFlag(add('List your profiles and where each secret comes from.'))
        .option('--json', 'Print JSON')
        .action(async (flags: ListFlags) => {
          const { showProfiles } = await import('./commands/profiles.ts');
          await showProfiles(flags, world);
        }),
    check: (add) => {
      const saved = 'Test your description of an API with a saved answer (-: stdin) or a recording';
      const checking = addServiceFlags(add('Test profiles step by step.'))
        .argument(
          '[profile...]',
          'Profiles to test, or profile:id to also poll that import [default: all]',
        )
        .option('--answer <file>', saved)
        .option('--json', 'Print JSON')
        .option('-v, --verbose', verbose);
      addRecordFlag(checking).action(
        async (profiles: string[], { answer, ...flags }: CheckFlags) => {
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
        },
      );
    },
    providers: (add) =>
      add("List the supported services, or show one service's settings.")
        .argument('[name]', 'Show the settings of this service')
        .option('--search <word>', 'List only services with this word in their name or description')
        .option('--json', 'Print JSON')
        .action(async (name: string | undefined, flags: ProvidersFlags) => {
          const { listProviders } = await import('./commands/providers/providers.ts');
          await listProviders(name, flags, world);
        }),
    history: (add) =>
      addHistoryFlags(add('List imports that ended while you watched, and how long they took.'))
        .argument('[profile...]', 'Show only the imports of these profiles')
        .option('--json', 'Print JSON')
        .option('--all', 'Show all imports, not only the last 20')
        .option('--clear', 'Delete the history')
        .action(async (profiles: string[], flags: HistoryFlags) => {
          const { showHistory } = await import('./commands/history.ts');
          await showHistory(profiles, flags, world);
        }),
    demo: (add) =>
      addDemoFlags(
        add('Watch a simulated import, without an account or configuration.').addArgument(
          new Argument('[provider]', 'Service to simulate')
            .choices(simulated)
            .argParser((name: string) => name)
            .default('oracle-commerce'),
        ),
      ).action(async (provider: string, flags: DemoFlags, command: Command) => {
        const { demo } = await import('./commands/demo.ts');
        const hasOutcome = command.getOptionValueSource('outcome') === 'cli';
        const given = [...command.args, ...(hasOutcome ? ['--outcome'] : [])];
        end(await demo(provider, flags, world, given));
      }),
    completion: (add) =>
      add('Print a completion script for your shell.')
        .addArgument(new Argument('<shell>', 'Your shell').choices(['bash', 'zsh', 'fish']))
        .action(async (shell: 'bash' | 'zsh' | 'fish') => {
          const { completionScripts } = await import('./commands/completion/scripts.ts');
          world.stdout.write(completionScripts[shell]);
        }),
    __complete: () => {
      program
        .command('__complete', { hidden: true })
        .argument('[words...]')
        .action(async (words: readonly string[]) => {
          const { complete } = await import('./commands/completion/completion.ts');
          await complete(words, createProgram(world, end), world);
        });
    },
  };
  const wanted = Object.hasOwn(commands, only) ? [only] : Object.keys(commands);
  for (const name of wanted) commands[name]?.(addAs(name));
  return program;
}
