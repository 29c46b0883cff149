import type { Symbols } from './theme.ts';

/** One column for each value, from 0 to the largest of them. */
export function sparkline(values: readonly number[], { levels }: Pick<Symbols, 'levels'>): string {
  const most = Math.max(...values);
  const top = levels.length - 1;
  return values
    .map((value) => levels[most > 0 ? Math.round((Math.max(0, value) / most) * top) : 0])
    .join('');
}
