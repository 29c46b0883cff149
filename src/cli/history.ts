import { ImportwatchError } from '../core/errors.ts';
import { type EndEntry, parseJournal, type WatchEntry } from '../core/journal.ts';
import { lastWatch } from '../core/past.ts';
import { inertJson } from '../render/inert-json.ts';
import { localTime } from '../render/local-time.ts';
import { alikeLines, alikeOf, endLines } from '../render/past-lines.ts';
import { sparkline } from '../render/sparkline.ts';
import { targetName } from '../render/words.ts';
import { lookFor } from './present.ts';
import type { World } from './world.ts';

export interface HistoryFlags {
  readonly json?: boolean;
  readonly clear?: boolean;
}

const mostShown = 20;

/** Shows, of all profiles or of these, which imports ended and how long they took; or forgets all. */
export async function showHistory(
  profiles: readonly string[],
  { json, clear }: HistoryFlags,
  world: World,
): Promise<void> {
  const journal = await world.loadJournal();
  if (clear) {
    await journal.clear().catch(({ message }: Error) => {
      throw new ImportwatchError('config', `The history cannot be cleared: ${message}`);
    });
    world.stdout.write('The history is empty now.\n');
    return;
  }
  const entries = parseJournal(await journal.read().catch(() => ''));
  const ends = entries.filter(
    (entry): entry is EndEntry =>
      entry.type === 'end' && (profiles.length === 0 || profiles.includes(entry.target.profile)),
  );
  const last = lastWatch(entries);
  world.stdout.write(json ? `${asJson(ends, last)}\n` : await asText(ends, last, world));
}

async function asText(
  ends: readonly EndEntry[],
  last: WatchEntry | undefined,
  world: World,
): Promise<string> {
  const look = await lookFor(world.stdout, {}, world);
  const plot = (values: readonly number[]) => sparkline(values, look.symbols);
  const paragraphs = [
    endLines(ends.slice(-mostShown), look, localTime),
    alikeLines(alikeOf(ends), look, plot),
    last === undefined ? [] : [lastLine(last)],
  ].filter((lines) => lines.length > 0);
  if (paragraphs.length === 0) return 'No import was watched yet.\n';
  return `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function lastLine({ at, targets: [first, ...rest] }: WatchEntry): string {
  const more = rest.length > 0 ? ` and ${rest.length} more` : '';
  const what = first === undefined ? '' : `${targetName(first)}${more}`;
  return `Watched last: ${what}, at ${localTime(at)}; again with: importwatch wait --last`;
}

function asJson(ends: readonly EndEntry[], last: WatchEntry | undefined): string {
  const iso = (at: number) => new Date(at).toISOString();
  const imports = ends.map(({ type: _, at, ...end }) => ({ at: iso(at), ...end }));
  const watched = last && { at: iso(last.at), targets: last.targets };
  return inertJson({ last: watched ?? null, imports, usual: alikeOf(ends) }, 2);
}
