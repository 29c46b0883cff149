import { graphemesOf, widthOf } from './width.ts';

/** A plain text in at most `width` columns, with a cut marked at its end. Graphemes stay whole. */
export function clip(text: string, width: number, ellipsis: string): string {
  if (widthOf(text) <= width) return text;
  const graphemes = graphemesOf(text);
  const room = width - widthOf(ellipsis);
  return room < 1 ? take(graphemes, width).join('') : take(graphemes, room).join('') + ellipsis;
}

/** Like `clip`, but cut in the middle: for names that begin alike and end differently. */
export function clipMiddle(text: string, width: number, ellipsis: string): string {
  const room = width - widthOf(ellipsis);
  if (widthOf(text) <= width || room < 4) return clip(text, width, ellipsis);
  const graphemes = graphemesOf(text);
  const tail = take(graphemes.toReversed(), Math.floor(room / 2))
    .toReversed()
    .join('');
  return take(graphemes, room - widthOf(tail)).join('') + ellipsis + tail;
}

function take(graphemes: readonly string[], width: number): readonly string[] {
  let taken = 0;
  const end = graphemes.findIndex((grapheme) => {
    taken += widthOf(grapheme);
    return taken > width;
  });
  return end < 0 ? graphemes : graphemes.slice(0, end);
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}
