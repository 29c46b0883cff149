import { type Command, Option } from 'commander';
import { type WaitKey, type WaitOption, waitOptions } from '../config/schema/wait-options.ts';
import { ciChoices } from '../render/ci/detect.ts';
import type { ShowOptions } from './output/presenter.ts';
import type { SideOutputOptions } from './output/side-outputs/side-outputs.ts';
import type { HistoryFileOptions } from './watching/history/read-journal.ts';

/** Options of `status` and `wait`, as commander returns them. */
export interface CommonFlags extends ShowOptions {
  readonly profile?: string;
  readonly config?: string;
  readonly provider?: string;
  readonly baseUrl?: string;
  readonly verbose?: boolean;
  /** Save the service's answers in this folder. */
  readonly record?: string;
}

export type WatchFlags = CommonFlags & {
  readonly [K in WaitKey]?: unknown;
} & SideOutputOptions &
  HistoryFileOptions & {
    /** `status`: distinguishes a running import from one that has succeeded. */
    readonly exitCode?: boolean;
    /** Watch the targets of the last wait again. */
    readonly last?: boolean;
    /** False: keep no record of this wait. */
    readonly history?: boolean;
  };

export function addConfigFlag(command: Command): Command {
  return command.option('-c, --config <file>', 'configuration file, instead of searching for one');
}

export function addProfileFlags(command: Command): Command {
  return addServiceFlags(
    command.optionsGroup('Which service:').option('-p, --profile <name>', 'profile to use'),
  );
}

/** Where the profile comes from, and whether its answers are saved. */
export function addServiceFlags(command: Command): Command {
  return addConfigFlag(command)
    .option('--provider <name>', 'a service without a profile; secrets are in the environment')
    .option('--base-url <url>', 'the address of that service')
    .addOption(
      new Option('--record <folder>', "save the service's answers, without secrets").helpGroup(
        'Options:',
      ),
    );
}

export function addShowFlags(command: Command): Command {
  const how = ['auto', 'bar', 'plain', 'none'];
  const when = ['auto', 'always', 'never'];
  return command
    .optionsGroup('What is shown:')
    .addOption(
      new Option('--json [what]', 'JSON on stdout, one object a line').choices([
        'events',
        'result',
      ]),
    )
    .addOption(choice('--progress <how>', 'how the import is shown on stderr', how))
    .option('-q, --quiet', 'only the result, and errors')
    .option('-v, --verbose', 'each request: method, address, status, ms')
    .addOption(choice('--color <when>', 'colours', when))
    .addOption(choice('--ci <system>', 'a CI system to report to', ciChoices))
    .option('--junit <file>', 'write a JUnit report')
    .optionsGroup('Options:');
}

export function addStatusFlags(command: Command): Command {
  return command.option('--exit-code', 'exit with 8 while an import has not ended');
}

export function addHistoryFile(command: Command): Command {
  return command.option('--history-file <file>', 'keep past imports in this file');
}

function usual({ kind, default: value }: WaitOption): string {
  if (kind === 'boolean') return value === 'true' ? ' (default)' : '';
  return value === undefined ? '' : ` (default: ${value})`;
}

/** `auto` is the default. */
function choice(flag: string, describe: string, choices: readonly string[]): Option {
  return new Option(flag, describe).choices(choices).default('auto');
}

export function addWaitFlags(command: Command): Command {
  command.optionsGroup('How to wait:');
  for (const option of Object.values(waitOptions)) {
    command.option(option.flag, option.describe + usual(option));
  }
  return addHistoryFile(command)
    .option('--events <file>', 'write the events of --json into a file too (- is stdout)')
    .option('--metrics <file>', 'write the result for Prometheus, such as import.prom')
    .option('--last', 'watch again what was watched last')
    .option('--no-history', 'keep nothing of this wait for --last and for estimates')
    .optionsGroup('Options:');
}

export interface ListFlags {
  readonly json?: boolean;
  readonly config?: string;
}

/** All values of an option that may be repeated. */
export function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
