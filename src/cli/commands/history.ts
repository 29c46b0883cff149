import { givenFile } from '../../config/profile/files/wait-file.ts';
import { ImportwatchError } from '../../core/model/errors.ts';
import { either } from '../../core/text/either.ts';
import { formatCount } from '../../core/text/format-count.ts';
import { plainText } from '../../core/text/text.ts';
import type { EndEntry, KeptTarget, WatchEntry } from '../../history/entries.ts';
import { endsOf } from '../../history/past-imports.ts';
import { lastWatch, openTargets } from '../../history/unfinished.ts';
import { alikeLines, alikeOf, endLines } from '../../render/result/history-lines.ts';
import { commandOf } from '../../render/result/quote.ts';
import { timeAgo, utcTime } from '../../render/text/local-time.ts';
import { targetName } from '../../render/text/words.ts';
import { wrapSentence } from '../../render/text/wrap.ts';
import { sparkline } from '../../render/theme/sparkline.ts';
import { themeFor } from '../output/presenter.ts';
import { writeJson } from '../output/write-json.ts';
import { configuredHistory, isFoundByLast } from '../watching/history/configured-history.ts';
import { missingSource, targetsOfLast } from '../watching/history/last-wait.ts';
import { readJournal } from '../watching/history/read-journal.ts';
import { createLoadConfig, type LoadConfig } from '../watching/load-once.ts';
import type { World } from '../world.ts';

export interface HistoryFlags {
  readonly config?: string;
  readonly historyFile?: string;
  readonly json?: boolean;
  readonly clear?: boolean;
  readonly all?: boolean;
}

const mostShown = 20;

/**
 * Shows which imports ended while they were watched and how long they took, for all profiles or for
 * these, or clears the history.
 */
export async function showHistory(
  profiles: readonly string[],
  { json, clear, all = false, ...flags }: HistoryFlags,
  world: World,
): Promise<void> {
  if (clear && profiles.length > 0) {
    throw new ImportwatchError('usage', '--clear deletes the history of all profiles.', {
      hint: 'Leave out the profile to delete all of it: importwatch history --clear',
    });
  }
  const load = createLoadConfig(world);
  const warn = (sentence: string) => world.stderr.write(`warning: ${sentence}\n`);
  const file =
    givenFile('historyFile', flags, world.env) ??
    (await configuredHistory(flags, profiles, load, world, (error) => {
      // Which history to delete isn't known then.
      if (clear) throw error;
      const [first = ''] = error.message.split('\n');
      warn(`Using the default history, because the configuration is invalid: ${first}`);
    }));
  const { journal, entries, isWritable } = await readJournal(file, world, warn);
  if (clear && !isWritable) {
    throw new ImportwatchError('config', 'Nothing was cleared.');
  }
  if (clear) {
    await journal.clear().catch(({ message }: Error) => {
      throw new ImportwatchError('config', `Can't clear the history: ${message}`);
    });
    if (json) writeJson(documentOf([], undefined), world);
    else world.stdout.write('History cleared.\n');
    return;
  }
  const ends = endsOf(entries).filter(
    ({ target }) => profiles.length === 0 || profiles.includes(target.profile),
  );
  const last = lastWatch(entries);
  if (json) writeJson(documentOf(ends, last), world);
  else {
    const open = last && {
      ...last,
      open: openTargets(entries),
      resume: await commandForLast(file, flags, load, world),
      isInForce: await isInForce(last, load),
    };
    world.stdout.write(await asText({ profiles, ends }, open, all, world));
  }
}

async function commandForLast(
  file: string | undefined,
  flags: Pick<HistoryFlags, 'config' | 'historyFile'>,
  load: LoadConfig,
  world: World,
): Promise<string> {
  const isUsual = file === undefined || (await isFoundByLast(file, flags, load, world));
  return commandOf(
    ['wait', '--last', ...(isUsual ? [] : ['--history-file', file])],
    world.platform,
  );
}

interface ResumableWait extends WatchEntry {
  /** The imports that may still be running. */
  readonly open: readonly KeptTarget[];
  /** The command that watches them again. */
  readonly resume: string;
  /** Whether that command finds the profiles here. */
  readonly isInForce: boolean;
}

async function asText(
  { profiles, ends }: { readonly profiles: readonly string[]; readonly ends: readonly EndEntry[] },
  last: ResumableWait | undefined,
  all: boolean,
  world: World,
): Promise<string> {
  const theme = await themeFor(world.stdout, {}, world);
  const plot = (values: readonly number[]) => sparkline(values, theme.symbols);
  const time = (at: number) =>
    world.stdout.isTerminal ? timeAgo(at, world.clock.now()) : utcTime(at);
  const shown = all ? ends : ends.slice(-mostShown);
  const left =
    shown.length < ends.length
      ? [`${theme.symbols.ellipsis} (${shown.length} of ${ends.length}; --all shows the rest)`]
      : [];
  const isChosen = profiles.length > 0;
  const none = isChosen
    ? plainText(
        `The history has no imports for ${either(profiles.map((name) => `profile "${name}"`))}.`,
      )
    : 'The history is empty. It lists imports that end while you watch them.';
  const paragraphs = [
    shown.length > 0 ? [...endLines(shown.toReversed(), theme, time), ...left] : [],
    shown.length === 0 ? [none] : [],
    alikeLines(alikeOf(ends), theme, plot),
    last === undefined ? [] : [lastLine(last)],
  ].filter((lines) => lines.length > 0);
  const rows = paragraphs.map((lines) =>
    lines.flatMap((line) => wrapSentence(line, world.stdout.columns)),
  );
  return `${rows.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/**
 * Whether `wait --last` would find the profiles it needs here. Profiles from options work anywhere.
 */
async function isInForce({ choice, targets }: WatchEntry, load: LoadConfig): Promise<boolean> {
  if (choice.provider !== undefined) return true;
  return load(choice)
    .then((config) => targetsOfLast(targets, config).length > 0)
    .catch(() => false);
}

function lastLine({ targets, open, count, resume, isInForce }: ResumableWait): string {
  const [first, ...rest] = open.length > 0 ? open : targets;
  if (first === undefined) {
    return `The last wait was for ${count === 1 ? '1 import' : `${formatCount(count)} imports`}.`;
  }
  const more = rest.length > 0 ? ` and ${rest.length} more` : '';
  const what = `${targetName(first)}${more}`;
  if (!isInForce)
    return `The last wait was for ${what}. Its profile is from ${missingSource(first.source)}.`;
  return open.length > 0
    ? `Resume the last wait (${what}): ${resume}`
    : `The last wait (${what}) has ended. To see its outcome again: ${resume}`;
}

function documentOf(ends: readonly EndEntry[], last: WatchEntry | undefined): object {
  const iso = (at: number) => new Date(at).toISOString();
  const imports = ends.map(({ type: _, at, ...end }) => ({ at: iso(at), ...end }));
  const watched = last && { at: iso(last.at), targets: last.targets, count: last.count };
  return { last: watched ?? null, imports, usual: alikeOf(ends) };
}
