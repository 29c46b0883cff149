import type { Target } from '../core/events.ts';
import type { ImportSnapshot } from '../core/snapshot.ts';
import { plainText } from '../core/text.ts';

/** How the targets of a watch can be named once more. */
export interface Again {
  /** Options that choose the configuration: `--config`, `./ci.yaml`. */
  readonly flags: readonly string[];
  /** Whether the profile has a name that a configuration knows. */
  readonly named: boolean;
  /** What had ended at the first look was not waited for. */
  readonly onlyNew?: boolean;
}

export const asConfigured: Again = { flags: [], named: true };

/**
 * The command that watches an import again, by the identity it was `seen` with where the target
 * names none; quoted for a POSIX shell where that is needed.
 */
export function resumeCommand(
  { profile, id: given }: Target,
  { flags, named, onlyNew }: Again = asConfigured,
  seen?: ImportSnapshot,
): string {
  const id = given ?? seen?.id ?? '';
  const fresh = onlyNew && seen === undefined ? ['--new'] : [];
  const target = named ? [`${profile}:${id}`] : [id].filter(Boolean);
  return ['importwatch', 'wait', ...flags, ...fresh, ...target]
    .map((word) => quoted(plainText(word)))
    .join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
