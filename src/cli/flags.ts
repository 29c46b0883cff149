import { type Command, Option } from 'commander';
import {
  type WaitGroup,
  type WaitKey,
  type WaitOption,
  waitOptions,
} from '../config/schema/wait-options.ts';
import { simulatedOutcomes } from '../demo/simulator.ts';
import { ciChoices } from '../render/ci/detect.ts';
import type { ShowOptions } from './output/presenter.ts';

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
} & {
  /** `status`: distinguishes a running import from one that has succeeded. */
  readonly exitCode?: boolean;
  /** Watch the targets of the last wait again. */
  readonly last?: boolean;
  /** False: keep no record of this wait. */
  readonly history?: boolean;
};

export function addConfigFlag(command: Command): Command {
  return command.option('-c, --config <file>', 'Use this configuration file');
}

export function addProfileFlags(command: Command): Command {
  return addServiceFlags(
    command.optionsGroup('Which service:').option('-p, --profile <name>', 'Use this profile'),
  );
}

/** Adds the options that choose the profile. */
export function addServiceFlags(command: Command): Command {
  return addConfigFlag(command)
    .option('--provider <name>', provider)
    .option('--base-url <url>', 'Address of the service (only with --provider)');
}

const provider = 'Use this service without a profile (credentials from the environment)';

export function addRecordFlag(command: Command): Command {
  return command
    .optionsGroup(headings.files)
    .option('--record <folder>', "Save the service's answers to this folder, without secrets")
    .optionsGroup('Options:');
}

/** The values of `--json`. The first is the default. */
export const jsonChoices: readonly string[] = ['events', 'result'];

export function addShowFlags(command: Command): Command {
  const how = ['auto', 'bar', 'plain', 'none'];
  const when = ['auto', 'always', 'never'];
  command
    .optionsGroup(headings.shown)
    .addOption(new Option('--json [events|result]', json).choices(jsonChoices))
    .addOption(choice('--progress <how>', 'How to show progress on stderr', how))
    .option('-q, --quiet', 'Print only results and errors')
    .option('-v, --verbose', verbose)
    .addOption(choice('--color <when>', 'When to use color', when))
    .addOption(choice('--ci <system>', 'CI system to report to', ciChoices));
  return command
    .optionsGroup(headings.files)
    .option('--junit <file>', 'Write a JUnit report to this file')
    .optionsGroup('Options:');
}

export function addStatusFlags(command: Command): Command {
  return command.option('--exit-code', 'Exit with 8 if an import is still running');
}

/** Adds the options that choose the history to show. */
export function addHistoryFlags(command: Command): Command {
  const { flag, describe } = waitOptions.historyFile;
  return addConfigFlag(command).option(flag, describe);
}

const json = 'Print each event, or only the result, as a line of JSON';

export const verbose = 'Log each request with its status and duration';

const headings: Readonly<Record<WaitGroup, string>> = {
  import: 'Which import:',
  limits: 'Polling and limits:',
  several: 'Several imports:',
  gates: 'Gates on record counts:',
  shown: 'Output:',
  files: 'Files and hooks:',
};

/** `[default: 5s]`, if the default is worth mentioning. */
function usual({ default: value }: WaitOption): string {
  if (value === undefined || value === 'none' || value === 'false') return '';
  return value === 'true' ? ' [default]' : ` [default: ${value}]`;
}

/** `auto` is the default. */
function choice(flag: string, describe: string, choices: readonly string[]): Option {
  return new Option(flag, describe).choices(choices).default('auto');
}

/** All options of `wait`, in the order of its help. */
export function addWaitFlags(command: Command): Command {
  addGroups(command, ['import']).option('--last', 'Resume the last wait');
  addShowFlags(addGroups(command, ['limits', 'several', 'gates']));
  addGroups(command, ['shown', 'files']).option(
    '--no-history',
    "Don't save this wait in the history",
  );
  return addRecordFlag(command);
}

/** All options of `demo`. */
export function addDemoFlags(command: Command): Command {
  const outcome =
    'How the import ends: success, failure, aborted, error (outcome unknown) [default: success]';
  return addShowFlags(
    command
      .addOption(
        new Option('--outcome <how>', outcome).choices(simulatedOutcomes).default('success'),
      )
      .option('--replay <folder>', 'Replay a recording instead')
      .option('--speed <n>', 'Speed up --replay by this factor [default: 1]'),
  );
}

function addGroups(command: Command, groups: readonly WaitGroup[]): Command {
  for (const group of groups) {
    command.optionsGroup(headings[group]);
    for (const option of Object.values<WaitOption>(waitOptions)) {
      if (option.group === group) command.option(option.flag, option.describe + usual(option));
    }
  }
  return command;
}

export interface ListFlags {
  readonly json?: boolean;
  readonly config?: string;
}

/** All values of an option that may be repeated. */
export function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
