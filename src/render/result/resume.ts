import type { ImportSnapshot } from '../../core/model/snapshot.ts';
import { type Target, targetText } from '../../core/model/target.ts';
import { isRedacted } from '../../core/text/redact.ts';
import { commandOf } from './quote.ts';

/** How to name the targets of a watch again. */
export interface ResumeCommand {
  /** Options that choose the configuration: `--config`, `./ci.yaml`. */
  readonly flags: readonly string[];
  /** Options that set gates on the records: `--min-records`, `4750`. */
  readonly gates?: readonly string[];
  /** Whether the profile has a name in a configuration. */
  readonly named: boolean;
  /** An import that had finished at the first poll wasn't waited for. */
  readonly onlyNew?: boolean;
  /** `wait --last` resumes them. */
  readonly last?: boolean;
  /** Whose shell reads the command; by default a POSIX shell. */
  readonly platform?: string;
}

export const asConfigured: ResumeCommand = { flags: [], named: true };

/** An import as the last poll found it. */
export interface Resumed {
  readonly target: Target;
  readonly snapshot?: ImportSnapshot;
}

/** Whether a command can name the import: its id contains no secret, which no output has. */
export function canBeNamed({ target, snapshot }: Resumed): boolean {
  return !isRedacted(target.id ?? snapshot?.id ?? '');
}

const lastCommand = 'importwatch wait --last';

/**
 * The command that resumes watching. If the target has no id, it uses the id that the service
 * reported. It has quotes for a shell of the platform if necessary. It is `--last` if that is
 * shorter.
 */
export function resumeCommand(
  imports: readonly Resumed[],
  { flags, gates = [], named, onlyNew, last, platform = '' }: ResumeCommand = asConfigured,
): string {
  const targets = imports.flatMap(({ target: { profile, id: given }, snapshot }) => {
    const id = given ?? snapshot?.id ?? '';
    return named ? [targetText({ profile, id })] : [id].filter(Boolean);
  });
  const fresh = onlyNew && imports.every(({ snapshot }) => snapshot === undefined);
  const options = [...flags, ...gates, ...(fresh ? ['--new'] : [])];
  const command = commandOf(['wait', ...options, ...targets], platform);
  return last && !onlyNew && command.length > lastCommand.length ? lastCommand : command;
}
