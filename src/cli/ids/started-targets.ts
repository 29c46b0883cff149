import { basename } from 'node:path';
import type { Profile } from '../../config/profile/profile.ts';
import { type ChosenTarget, chooseTarget } from '../../config/profile/target.ts';
import type { Config, ProfileEntry } from '../../config/schema/config.ts';
import { ImportwatchError } from '../../core/model/errors.ts';
import { createSanitizer, type Sanitize } from '../../core/model/sanitize.ts';
import type { EndedCommand } from '../../core/ports/start-command.ts';
import { bodyWords } from '../../core/provider/errors/body-words.ts';
import { usualWords } from '../../core/provider/errors/error-words.ts';
import { exitWords } from '../../core/text/exit-words.ts';
import { parseJson } from '../../core/text/json.ts';
import { savedAnswer } from '../../core/text/saved-answer.ts';
import { plainText } from '../../core/text/text.ts';
import type { WatchFlags } from '../flags.ts';
import type { World } from '../world.ts';
import { inputTargets } from './input-targets.ts';

/** A command that starts an import, and its arguments. */
export type StartingCommand = readonly [string, ...string[]];

/**
 * Runs the command that starts an import of the profile, and returns the imports in its output. For
 * a service that needs no id, returns the import that it started. Rejects with `not-started` if
 * there is none.
 */
export async function startedTargets(
  command: StartingCommand,
  { entry, profile }: { readonly entry: ProfileEntry; readonly profile: Profile },
  config: Config,
  flags: WatchFlags,
  world: World,
): Promise<readonly ChosenTarget[]> {
  const { text: sanitize } = createSanitizer(world.redactor);
  const name = `"${plainText(basename(command[0]), 60)}"`;
  const startedSince = world.clock.now();
  const ended = await started(command, name, flags, world);
  if (flags.verbose) showOutput(ended.output ?? '', name, sanitize, world);
  const failure = failureOf(ended, Boolean(flags.json), sanitize);
  if (failure !== undefined) {
    const hint = ended.code === 0 ? printTheId : checkFirst;
    throw notStarted(`${name} ${failure}`, hint);
  }
  const needsId = profile.provider.id.required || profile.idFrom !== undefined;
  if (!needsId) return [{ profile: entry, startedSince }];
  try {
    const ids = await idsIn(ended.output ?? '', name, profile, sanitize);
    return ids.map((id) => ({
      ...chooseTarget(id, config, { flag: entry.name, isId: true }, world.env),
      justStarted: true,
    }));
  } catch (error) {
    if (!(error instanceof ImportwatchError)) throw error;
    throw notStarted(error.message, error.hint);
  }
}

async function started(
  command: StartingCommand,
  name: string,
  { json }: WatchFlags,
  { startCommand, stop, stderr }: World,
): Promise<EndedCommand> {
  try {
    return await startCommand(command);
  } catch (error) {
    if (stop.aborted) {
      const message = `importwatch: ${name} was interrupted. It may have started an import.\n`;
      if (!json) stderr.write(message);
      throw stop.reason;
    }
    // It ran, and what it printed is no text.
    if (error instanceof ImportwatchError) throw notStarted(error.message, error.hint);
    throw notStarted(`${name} ${(error as Error).message}.`, hintFor(command));
  }
}

/** In one pair of quotes, a command line looks like the name of a program. */
function hintFor([program]: StartingCommand): string {
  return /[\s|&;<>]/.test(program)
    ? 'Pass the command as separate words. Pipes and variables need a shell: importwatch run shop -- sh -c "…"'
    : "Check the command after --. Shell functions and aliases aren't programs.";
}

async function idsIn(
  output: string,
  name: string,
  profile: Profile,
  sanitize: Sanitize,
): Promise<readonly string[]> {
  const source = {
    text: 'the output',
    name: `the output of ${name}`,
    hint: printTheId,
  };
  const { responseIds } = await import('./response-ids.ts');
  const found = inputTargets(output, source, sanitize).map((target) =>
    'text' in target ? [target.text] : responseIds(target, profile, source, sanitize),
  );
  return [...new Set((await Promise.all(found)).flat())];
}

const printTheId =
  "Make the command print only the id or the service's response on stdout. The import may be running anyway.";

const checkFirst =
  'Fix the command. It may already have started an import, so check the service before you run it again.';

/** The rest of a sentence about the command. `undefined` if it succeeded. */
function failureOf(
  { code, signal, output, lastErrors }: EndedCommand,
  withErrors: boolean,
  sanitize: Sanitize,
): string | undefined {
  if (code === 0 && output !== undefined) return undefined;
  if (code === 0) return "printed more than 1 MiB, so its output wasn't read.";
  const how = exitWords(code, signal);
  const said = output?.trim() ? outputWords(output, sanitize) : '';
  // In a stream for programs, this is the only place for them.
  const last = withErrors
    ? lastErrors
        .trim()
        .split(/[\r\n]+/)
        .at(-1)
    : '';
  const reason = said || sanitize(last ?? '', 300);
  if (reason === '') return `${how}, so importwatch doesn't know whether an import started.`;
  return `${how}: ${reason}${/[.!?\u2026]$/.test(reason) ? '' : '.'}`;
}

/** The service's own words in the output of the command, or the beginning of the output. */
function outputWords(output: string, sanitize: Sanitize): string {
  const text = savedAnswer(output)?.text ?? output;
  try {
    return sanitize(usualWords(parseJson(text)) ?? text, 300);
  } catch {
    return bodyWords({ text }, sanitize);
  }
}

const shownLines = 50;

function showOutput(output: string, name: string, sanitize: Sanitize, { stderr }: World): void {
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
  for (const line of lines.slice(0, shownLines)) {
    stderr.write(`${name} printed: ${sanitize(line, 500)}\n`);
  }
  const rest = lines.length - shownLines;
  if (rest > 0) stderr.write(`${name} printed ${rest} more lines.\n`);
}

function notStarted(message: string, hint: string | undefined): ImportwatchError {
  return new ImportwatchError('not-started', message, { hint });
}
