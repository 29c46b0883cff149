import type { Target } from '../../core/model/events.ts';
import type { ImportSnapshot } from '../../core/model/snapshot.ts';
import { plainText } from '../../core/text/text.ts';

/** How the targets of a watch can be named once more. */
export interface ResumeCommand {
  /** Options that choose the configuration: `--config`, `./ci.yaml`. */
  readonly flags: readonly string[];
  /** Whether the profile has a name that a configuration knows. */
  readonly named: boolean;
  /** What had ended at the first look was not waited for. */
  readonly onlyNew?: boolean;
}

export const asConfigured: ResumeCommand = { flags: [], named: true };

/** An import, as it was seen last. */
export interface Resumed {
  readonly target: Target;
  readonly snapshot?: ImportSnapshot;
}

/**
 * The command that watches imports again, by the identity that one was seen with where its target
 * names none; quoted for a POSIX shell where that is needed.
 */
export function resumeCommand(
  imports: readonly Resumed[],
  { flags, named, onlyNew }: ResumeCommand = asConfigured,
): string {
  const targets = imports.flatMap(({ target: { profile, id: given }, snapshot }) => {
    const id = given ?? snapshot?.id ?? '';
    return named ? [`${profile}:${id}`] : [id].filter(Boolean);
  });
  const fresh = onlyNew && imports.every(({ snapshot }) => snapshot === undefined);
  return ['importwatch', 'wait', ...flags, ...(fresh ? ['--new'] : []), ...targets]
    .map((word) => quoted(plainText(word)))
    .join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
