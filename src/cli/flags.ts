import { type Command, Option } from 'commander';
import { type WaitKey, waitOptions } from '../config/wait-options.ts';
import { ciChoices } from '../render/ci/detect.ts';
import type { ShowOptions } from './present.ts';

/** Options of `status` and `wait`, as commander gives them. */
export interface CommonFlags extends ShowOptions {
  readonly profile?: string;
  readonly config?: string;
  readonly provider?: string;
  readonly baseUrl?: string;
  readonly verbose?: boolean;
}

export type WatchFlags = CommonFlags & {
  readonly [K in WaitKey]?: unknown;
} & {
  /** Watch again what was watched last. */
  readonly last?: boolean;
  /** False: keep nothing of this wait. */
  readonly history?: boolean;
};

export function addConfigFlag(command: Command): Command {
  return command.option('-c, --config <file>', 'configuration file, instead of searching for one');
}

export function addProfileFlags(command: Command): Command {
  return addConfigFlag(command.option('-p, --profile <name>', 'profile to use'))
    .option('--provider <name>', 'use no file: the service …')
    .option('--base-url <url>', '… and its address; secrets come from the environment');
}

export function addShowFlags(command: Command): Command {
  const how = ['auto', 'bar', 'plain', 'none'];
  const when = ['auto', 'always', 'never'];
  return command
    .option('--json', 'one JSON object a line on stdout, and nothing else')
    .addOption(new Option('--progress <how>', 'on stderr').choices(how).default('auto'))
    .addOption(new Option('--ci <system>', 'report to it too').choices(ciChoices).default('auto'))
    .option('--junit <file>', 'write a JUnit report')
    .option('-q, --quiet', 'only the result, and errors')
    .option('-v, --verbose', 'each request: method, address, status, ms')
    .addOption(new Option('--color <when>', 'colours').choices(when).default('auto'));
}

export function addWaitFlags(command: Command): Command {
  for (const option of Object.values(waitOptions)) {
    const usual = 'default' in option ? ` (default: ${option.default})` : '';
    command.option(option.flag, option.describe + usual);
  }
  return command
    .option('--last', 'watch again what was watched last')
    .option('--no-history', 'keep nothing of this wait for --last and for estimates');
}
