import { plainText } from '../../core/text/text.ts';
import { padEnd } from '../text/fit.ts';
import { widthOf } from '../text/width.ts';
import { wrapSentence } from '../text/wrap.ts';
import type { Theme } from '../theme/theme.ts';
import { markOf, type Tried } from './check-lines.ts';

/** Something known, as words. */
export interface Fact {
  readonly label: string;
  readonly text: string;
  /** Whether it is as it has to be. Absent if there is nothing to judge. */
  readonly state?: Tried['state'];
}

/** A line for each fact, in the form of a check: mark, label and text. `columns`: of the terminal. */
export function factLines(
  facts: readonly Fact[],
  theme: Theme,
  columns?: number,
): readonly string[] {
  const width = Math.max(...facts.map(({ label }) => widthOf(label)));
  const indent = ' '.repeat(width + 6);
  return facts.flatMap(({ label, text, state }) => {
    const mark = state === undefined ? ' ' : markOf(state, theme);
    const start = `  ${mark} ${theme.paint.dim(padEnd(label, width))}`;
    return wrapSentence(`${start}  ${plainText(text)}`, columns, indent);
  });
}
