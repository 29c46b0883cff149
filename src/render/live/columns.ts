/** Terminal columns for each part of a row; 0 if it is left out. */
export interface Columns {
  readonly name: number;
  readonly bar: number;
  readonly percent: number;
  readonly left: number;
  readonly counts: number;
  readonly rate: number;
  readonly finish: number;
  readonly note: number;
}

/** The symbol before a name, and a blank. */
export const markWidth = 2;
/** Between two columns. */
export const gap = 2;
/** `~1m 20s left`, `usually 4m 00s` */
export const leftWidth = 14;

const usualName = 10;
const leastBar = 8;
const mostNote = 60;
/** A wider bar takes only columns that nothing else needs. */
const usualBar = 40;
/** At this width, half a cell is half a percent. */
const mostBar = 100;

/** In the order in which they get their place, if the bar keeps so many columns. */
const parts = [
  { part: 'left', width: leftWidth, bar: leastBar },
  { part: 'counts', width: 15, bar: 10 },
  { part: 'note', width: 18, bar: 16 },
  { part: 'rate', width: 9, bar: 16 },
  { part: 'finish', width: 16, bar: 24 },
] as const;

type Part = (typeof parts)[number]['part'];

/**
 * The columns of all rows, for a total width of `room`. They depend only on the width of the
 * terminal and on the longest name, never on numbers, so nothing moves while imports run. A missing
 * value stays blank, and a number that doesn't fit is shortened.
 */
export function columnsFor(
  longestName: number,
  room: number,
  wanted: readonly Part[] = parts.map(({ part }) => part),
): Columns {
  const name = Math.min(longestName, Math.max(usualName, Math.floor(room / 3)));
  const none = { bar: 0, percent: 0, left: 0, counts: 0, rate: 0, finish: 0, note: 0 };
  const used = markWidth + name;
  const percent = '100%'.length;
  if (used + gap + percent > room)
    return { ...none, name: Math.min(longestName, room - markWidth) };
  let bar = room - used - gap - percent - gap;
  if (bar < leastBar) return { ...none, name, percent };
  const columns = { ...none, name, percent };
  for (const { part, width, bar: least } of parts) {
    if (!wanted.includes(part) || bar - gap - width < least) continue;
    columns[part] = width;
    bar -= gap + width;
  }
  let spare = Math.max(0, bar - usualBar);
  const widen = (part: 'note' | 'name', most: number) => {
    const more = columns[part] === 0 ? 0 : Math.max(0, Math.min(spare, most - columns[part]));
    columns[part] += more;
    spare -= more;
  };
  widen('name', longestName);
  widen('note', mostNote);
  return { ...columns, bar: Math.min(mostBar, Math.min(bar, usualBar) + spare) };
}
