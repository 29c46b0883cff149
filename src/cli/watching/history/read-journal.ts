import type { Journal } from '../../../core/ports/journal.ts';
import { plainText } from '../../../core/text/text.ts';
import { type JournalEntry, parseJournal, unreadableLines } from '../../../history/entries.ts';
import type { World } from '../../world.ts';

/** The past imports, and where to record new ones. */
export interface PastJournal {
  readonly journal: Journal;
  readonly entries: readonly JournalEntry[];
  /** If a file has no history in it at all, it stays unchanged. */
  readonly isWritable: boolean;
}

/** If a file is damaged or unreadable, that only leads to a warning. */
export async function readJournal(
  file: string | undefined,
  { loadJournal }: Pick<World, 'loadJournal'>,
  warn: (sentence: string) => void = () => {},
): Promise<PastJournal> {
  const journal = await loadJournal(file);
  if (file === undefined) {
    const text = await journal.read().catch(() => '');
    return { journal, entries: parseJournal(text), isWritable: true };
  }
  const name = plainText(file);
  const text = await journal.read().catch(({ message }: Error) => {
    warn(`Can't read the history file ${name}: it ${message}.`);
    return undefined;
  });
  if (text === undefined) return { journal, entries: [], isWritable: false };
  const entries = parseJournal(text);
  const damaged = unreadableLines(text);
  const isWritable = damaged === 0 || entries.length > 0;
  if (!isWritable) warn(`${name} isn't a history file, so importwatch leaves it unchanged.`);
  else if (damaged > 0)
    warn(
      `The history file ${name} is damaged. importwatch ignores ${damaged === 1 ? 'one line' : `${damaged} lines`} in it.`,
    );
  return { journal, entries, isWritable };
}
