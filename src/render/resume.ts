import type { Target } from '../core/events.ts';
import { plainText } from '../core/text.ts';

/** How the targets of a watch can be named once more. */
export interface Again {
  /** Options that choose the configuration: `--config`, `./ci.yaml`. */
  readonly flags: readonly string[];
  /** Whether the profile has a name that a configuration knows. */
  readonly named: boolean;
}

export const asConfigured: Again = { flags: [], named: true };

/** The command that watches an import again, quoted for a POSIX shell where that is needed. */
export function resumeCommand(
  { profile, id = '' }: Target,
  { flags, named }: Again = asConfigured,
): string {
  const target = named ? [`${profile}:${id}`] : [id].filter(Boolean);
  return ['importwatch', 'wait', ...flags, ...target]
    .map((word) => quoted(plainText(word)))
    .join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
