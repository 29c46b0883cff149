import { widthOf } from './width.ts';

const indent = '  ';

/**
 * Parts of a line, joined by `between`, in rows of at most `columns`. All rows but the first are
 * indented. A part that is too long for a row begins a new one, unless it is the first part, and is
 * broken between words. A longer word stays whole, and the terminal breaks it.
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

/**
 * A word, or a command, which users copy from the screen: in quotes, or from a colon to the end.
 */
const unbroken = / *(?:"importwatch [^"]*"|(?<=: )\S*importwatch .+|\S)+/g;

/**
 * A sentence in rows of at most `columns`, broken between words. All rows but the first are
 * `indented`. A longer word or command stays whole, and the terminal breaks it.
 */
export function wrapSentence(
  text: string,
  columns = Infinity,
  indented = indent,
): readonly string[] {
  if (widthOf(text) <= columns) return [text];
  const rows: string[] = [];
  for (const word of text.match(unbroken) ?? []) {
    const longer = `${rows.at(-1)}${word}`;
    if (rows.length === 0) rows.push(word);
    else if (widthOf(longer) <= columns) rows[rows.length - 1] = longer;
    else rows.push(indented + word.trimStart());
  }
  return rows;
}
