import { chooseProfile } from '../../../config/profile/choose-profile.ts';
import { loadConfig } from '../../../config/profile/load-config.ts';
import { chooseTarget } from '../../../config/profile/target.ts';
import type { Config, ConfigChoice, ProfileEntry } from '../../../config/schema/config.ts';
import { errorReport, exitCodeOf, ImportwatchError } from '../../../core/model/errors.ts';
import { exitCodes } from '../../../core/model/outcome.ts';
import { abortable } from '../../../core/ports/abort.ts';
import { plainText } from '../../../core/text/text.ts';
import { providers } from '../../../providers/index.ts';
import type { ColorMode } from '../../../render/theme/color.ts';
import type { Theme } from '../../../render/theme/theme.ts';
import { themeFor } from '../../output/presenter.ts';
import { writeJson } from '../../output/write-json.ts';
import { recordingOf } from '../../watching/recording-of.ts';
import type { World } from '../../world.ts';
import { type CheckedImport, checkProfile, type ProfileCheck } from './check-profile.ts';
import type { CheckStep, StepName } from './check-steps.ts';
import { createStepLines } from './step-lines.ts';

export interface CheckFlags extends ConfigChoice {
  readonly json?: boolean;
  /** A file, or `-`: see `checkAnswer`. */
  readonly answer?: string;
  readonly verbose?: boolean;
  /** A folder for the service's answers. */
  readonly record?: string;
  readonly color?: ColorMode;
}

/**
 * Checks these profiles, or all of them, one after the other. `profile:id` also polls that import
 * once. Returns the exit code.
 */
export async function check(
  given: readonly string[],
  flags: CheckFlags,
  world: World,
): Promise<number> {
  const { stdout, stderr, config: configWorld } = world;
  const say = (text: string) => stdout.write(`${text}\n`);
  const log = flags.verbose ? (line: string) => stderr.write(`${line}\n`) : undefined;
  const theme = await themeFor(stdout, flags, world);
  const lines = flags.json
    ? undefined
    : await createStepLines(stdout, theme, world, !flags.verbose);
  let recording: Awaited<ReturnType<typeof recordingOf>>;
  let exitCode: number = exitCodes.bug;
  const report = (step: CheckStep) => lines?.report(step);
  try {
    recording = await recordingOf(flags, world);
    const here = recording?.world ?? world;
    const config = await abortable(loadConfig(flags, providers, configWorld), world.stop);
    const names = new Set(given.length > 0 ? given : config.profiles.keys());
    const wanted = names.size > 0 ? [...names] : [undefined];
    const chosen = wanted.map((word) => chosenBy(word, config, world.env));
    const checks: ProfileCheck[] = [];
    for (const { entry, target } of chosen) {
      if (!flags.json) {
        if (checks.length > 0) say('');
        say(`${theme.paint.bold(plainText(entry.name))} (${entry.provider.title})`);
      }
      lines?.begin();
      const checked = await checkProfile(entry, here, report, { log, ...(target && { target }) });
      checks.push(checked);
      if (!flags.json) say(readyLine(checked, theme, chosen.length === 1));
    }
    exitCode = mostSerious(checks);
    if (!flags.json && chosen.length > 1 && exitCode !== 0)
      say(closingLine(checks, exitCode, theme));
    if (flags.json) writeJson({ exitCode, profiles: checks }, world);
    return exitCode;
  } catch (error) {
    if (flags.json && error instanceof ImportwatchError) {
      const report = { exitCode: exitCodeOf(error), profiles: [], error: errorReport(error) };
      writeJson(report, world);
    }
    throw error;
  } finally {
    lines?.end();
    await recording?.close(exitCode, flags);
  }
}

interface Chosen {
  readonly entry: ProfileEntry;
  readonly target?: CheckedImport;
}

/** The profile that a word names, with the import if it is a target such as `shop:1042`. */
function chosenBy(word: string | undefined, config: Config, env: World['env']): Chosen {
  const [flag, ...rest] = word?.split(':') ?? [];
  const isTarget = rest.length > 0 && config.profiles.has(flag ?? '');
  if (!isTarget) return { entry: chooseProfile(config, { flag }, env) };
  const { profile: entry, id } = chooseTarget(word, config, { withInput: true }, env);
  if (id === '-') {
    throw new ImportwatchError('usage', "check doesn't read ids from standard input.", {
      hint: `Write the id: importwatch check ${entry.name}:${entry.provider.id.example}`,
    });
  }
  return { entry, target: id === undefined ? {} : { id } };
}

/**
 * `✔ shop is ready. Next: importwatch wait shop:<id>`, or why it isn't. It claims no more than was
 * tested.
 */
function readyLine(
  { profile, id, exitCode, needsId, steps }: ProfileCheck,
  { paint, symbols }: Theme,
  alone: boolean,
): string {
  const name = plainText(profile);
  const idWord = id === undefined ? (needsId ? '<id>' : '') : plainText(id);
  const failed = steps.find(({ state }) => state === 'failed');
  if (failed === undefined) {
    const next = paint.bold(`importwatch wait ${name}:${idWord}`);
    return `${paint.green(symbols.succeeded)} ${name}${readiness(steps)} Next: ${next}`;
  }
  const code = alone ? `${symbols.separator}exit code ${exitCode}` : '';
  const why = `the ${failed.step} step failed${code}`;
  const what =
    failed.step === 'import' ? `${name}:${idWord} can't be watched` : `${name} isn't ready`;
  return `${paint.red(symbols.failed)} ${what}: ${why}`;
}

function readiness(steps: readonly CheckStep[]): string {
  const isUntested = (name: StepName) =>
    steps.some(({ step, state }) => step === name && state === 'not-tried');
  if (isUntested('login')) return ': the connection works. The first import tests the login.';
  if (isUntested('permission'))
    return ': the connection and the login work. The first import tests the permission.';
  return ' is ready.';
}

/** The last line of several: `2 of 5 failed · exit code 2 (vault)`. */
function closingLine(
  checks: readonly ProfileCheck[],
  exitCode: number,
  { symbols }: Theme,
): string {
  const failed = checks.filter((each) => each.exitCode !== 0);
  const cause = failed.find((each) => each.exitCode === exitCode);
  const why = cause ? ` (${plainText(cause.profile)})` : '';
  return `\n${failed.length} of ${checks.length} failed${symbols.separator}exit code ${exitCode}${why}`;
}

/** In the order in which to fix them: the configuration, then the connection, then the rest. */
function mostSerious(checks: readonly ProfileCheck[]): number {
  const order = [
    exitCodes.usage,
    exitCodes['not-found'],
    exitCodes.refused,
    exitCodes['no-answer'],
  ];
  return order.find((code) => checks.some(({ exitCode }) => exitCode === code)) ?? 0;
}
