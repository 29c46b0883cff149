import { resolve } from 'node:path';
import { findConfig } from '../../../config/file/find.ts';
import { variable } from '../../../config/file/names.ts';
import type { ProfileEntry } from '../../../config/schema/config.ts';
import { ImportwatchError } from '../../../core/model/errors.ts';
import { Stop } from '../../../core/ports/abort.ts';
import { plainText } from '../../../core/text/text.ts';
import { commandOf } from '../../../render/result/quote.ts';
import { asConfigured, resumeCommand } from '../../../render/result/resume.ts';
import { widthOf } from '../../../render/text/width.ts';
import { wrap, wrapSentence } from '../../../render/text/wrap.ts';
import { hasUnicode, isDumb, wantsColor } from '../../../render/theme/color.ts';
import type { Theme } from '../../../render/theme/theme.ts';
import { cannotWrite } from '../../cannot-write.ts';
import { isCi, themeFor } from '../../output/presenter.ts';
import type { World } from '../../world.ts';
import { checkProfile } from '../check/check-profile.ts';
import { createStepSummary } from '../check/step-lines.ts';
import { type Draft, draftOf } from './init-draft.ts';
import type { InitFlags } from './init-given.ts';
import { type ProfileFile, placeFor } from './profile-file.ts';
import { shownPath } from './shown-path.ts';

/**
 * Writes a profile from options and, in a terminal, from prompts for the rest. It tests the profile
 * first. If the test fails, the user decides whether to write it.
 */
export async function init(flags: InitFlags, world: World): Promise<number> {
  const { stderr } = world;
  const drafted = await prepare(flags, world).catch((error: unknown) => {
    if (error instanceof Stop) stderr.write('importwatch: Nothing was written.\n');
    throw error;
  });
  if (typeof drafted === 'number') return drafted;
  const { text, place } = drafted;
  const { path } = place.file;
  await world.files.replace(path, text).catch(({ message }: Error) => {
    throw new ImportwatchError('config', cannotWrite(path, message));
  });
  world.stdout.write(`${await closing(drafted, world)}\n`);
  return 0;
}

interface Drafted extends Draft {
  readonly place: ProfileFile;
  readonly prompted: boolean;
  /** What the test found: the rest of a sentence about the profile. Absent if it works. */
  readonly problem?: string | undefined;
}

/** The profile to write and its file, or the exit code if there is nothing to write. */
async function prepare(flags: InitFlags, world: World): Promise<Drafted | number> {
  const color = wantsColor('auto', world.stderr.isTerminal, world.env, world.platform);
  const prompts = !flags.yes && canAsk(world) ? await world.openPrompts(color) : undefined;
  const place = await placeFor(flags, prompts, world.config);
  if (place.above) {
    const shown = shownPath(place.file.path, world.config);
    world.stderr.write(`importwatch: Using ${shown}, the configuration file of this project.\n`);
  }
  const { entry, text } = await draftOf(flags, place, prompts, world);
  const prompted = prompts !== undefined;
  const failed = flags.try === false ? undefined : await tried(entry, place, prompted, world);
  if (failed) {
    const message = "The profile doesn't work yet. Write it anyway?";
    if (!(flags.yes || (await prompts?.confirm({ message, initial: false })))) {
      const how = prompts ? '' : ' Use --yes to write the profile anyway.';
      world.stderr.write(`importwatch: Nothing was written.${how}\n`);
      return failed.exitCode;
    }
  }
  return { entry, text, place, prompted, problem: failed?.problem };
}

/** Whether there is a person who could answer. */
function canAsk(world: World): boolean {
  const { stdin, stderr, env, platform } = world;
  return stdin.isTerminal && stderr.isTerminal && !isDumb(env, platform) && !isCi(world);
}

/** Shows the check of the profile on stderr. Returns what failed, with the exit code of `check`. */
async function tried(
  entry: ProfileEntry,
  { text }: ProfileFile,
  prompted: boolean,
  world: World,
): Promise<{ readonly exitCode: number; readonly problem: string } | undefined> {
  const { cwd, run } = world.config;
  // The folder of a new file may not exist yet, and a command needs an existing one.
  const config: World['config'] = {
    ...world.config,
    run: (command, options) => run(command, text === '' ? { ...options, cwd } : options),
  };
  const theme = await themeFor(world.stderr, {}, world);
  const lead = prompted ? leadsOf(theme, world).step : '';
  const lines = await createStepSummary(world.stderr, theme, world, lead);
  lines.begin();
  try {
    const { exitCode, steps } = await checkProfile(entry, { ...world, config }, lines.report);
    const failed = steps.find(({ state }) => state === 'failed');
    if (failed === undefined) return undefined;
    const problem = failed.step === 'configuration' ? "it isn't valid yet" : "it doesn't work yet";
    return { exitCode, problem };
  } finally {
    lines.end();
  }
}

/** The beginning of the lines at the end, in the form of the prompts above them. */
function leadsOf({ paint }: Theme, { env, platform }: World) {
  const [step, end] = hasUnicode(env, platform) ? ['◇', '└'] : ['o', '-'];
  return { step: `${paint.green(step)}  `, end: `${paint.dim(end)}  ` };
}

/** Where the profile is, and the command to run next. */
async function closing(
  { entry, place: { file, own }, prompted, problem }: Drafted,
  world: World,
): Promise<string> {
  const { config, platform, stdout } = world;
  const { name, provider } = entry;
  const named = variable(config.env, 'IMPORTWATCH_CONFIG');
  const used = named === undefined ? (await findConfig(config))?.path : resolve(config.cwd, named);
  const flags = own || used === file.path ? [] : ['--config', file.path];
  const works = problem === undefined;
  const id = works && provider.id.required ? provider.id : undefined;
  const theme = await themeFor(stdout, {}, world);
  const leads = prompted && stdout.isTerminal ? leadsOf(theme, world) : { step: '', end: '' };
  const resume = { ...asConfigured, flags, platform };
  const [first, command] = works
    ? ['start an import', resumeCommand([{ target: { profile: name, provider: '' } }], resume)]
    : ['fix the problem above', commandOf(['check', ...flags, name], platform)];
  const next = theme.paint.bold(`${command}${id ? '<id>' : ''}`);
  const but = works ? '' : `, but ${problem}`;
  return [
    ...wrapSentence(
      `${leads.step}Wrote profile "${plainText(name)}" to ${plainText(file.path)}${but}.`,
      stdout.columns,
    ),
    ...wrap([`${leads.end}Next: ${first}, then run:`, next], stdout.columns ?? Infinity),
    ...(id
      ? wrapSentence(`${' '.repeat(widthOf(leads.end))}<id>: ${id.describe}`, stdout.columns)
      : []),
  ].join('\n');
}
