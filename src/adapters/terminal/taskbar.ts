import type { Row } from '../../render/state/view.ts';
import { isMultiplexed } from '../../render/theme/multiplexer.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const sequence = (state: number, percent: number) => `\u001B]9;4;${state};${percent}\u001B\\`;

export const clearTaskbar = sequence(0, 0);

/**
 * Terminals known to show progress in the taskbar or the tab (OSC 9;4). Others may take it for a
 * notification, and a multiplexer doesn't pass it on.
 */
export function hasTaskbar(env: Environment): boolean {
  if (isMultiplexed(env)) return false;
  const { TERM_PROGRAM: program = '', TERM = '' } = env;
  return Boolean(
    env['WT_SESSION'] ||
      env['ConEmuANSI'] === 'ON' ||
      ['ghostty', 'WezTerm'].includes(program) ||
      TERM === 'xterm-ghostty',
  );
}

/**
 * The progress of all imports: indeterminate if no import reports any, a warning during a retry.
 */
export function taskbar(view: readonly Row[]): string {
  const open = view.filter(({ result }) => result === undefined);
  if (open.length === 0) return clearTaskbar;
  const percents = open.flatMap(({ snapshot }) => snapshot?.percent ?? []);
  if (percents.length === 0) return sequence(3, 0);
  const ended = view.length - open.length;
  const sum = percents.reduce((all, percent) => all + percent, 0);
  const mean = (sum + ended * 100) / (percents.length + ended);
  const troubled = open.some(({ retry }) => retry !== undefined);
  return sequence(troubled ? 4 : 1, Math.floor(Math.min(99, mean)));
}
