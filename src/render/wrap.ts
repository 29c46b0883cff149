import { widthOf } from './width.ts';

const indent = '  ';

/**
 * Parts of a line, `between` them, in rows of at most `columns`, all but the first one indented. A
 * part too long for a row, but the first, begins one and is broken between its words; what is longer
 * still is left to the terminal.
 */
export function wrap(parts: readonly string[], columns: number, between = ' '): readonly string[] {
  const rows: string[] = [];
  const add = (text: string, glue?: string): void => {
    const last = rows.at(-1);
    const longer = `${last}${glue}${text}`;
    if (last !== undefined && glue !== undefined && widthOf(longer) <= columns) {
      rows[rows.length - 1] = longer;
    } else rows.push(last === undefined ? text : indent + text);
  };
  for (const [index, part] of parts.entries()) {
    if (index === 0 || widthOf(indent + part) <= columns) add(part, between);
    else for (const [place, word] of part.split(' ').entries()) add(word, place ? ' ' : undefined);
  }
  return rows;
}
