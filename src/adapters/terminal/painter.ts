import { widthOf } from '../../render/text/width.ts';

/** Paints a few lines of a terminal over and over. It alone moves the cursor while it is used. */
export interface Painter {
  /** Shows `lines` in the place of those before; `above` is printed before them, and stays. */
  paint(lines: readonly string[], above: readonly string[]): void;
  /** Takes the lines away and gives the cursor back. */
  clear(): void;
}

const csi = '\u001B[';
const hideCursor = `${csi}?25l`;
const showCursor = `${csi}?25h`;
const eraseLineEnd = `${csi}K`;
const eraseBelow = `${csi}J`;
// A terminal that knows mode 2026 shows what is between all at once; others ignore it.
const begin = `${csi}?2026h`;
const end = `${csi}?2026l`;

/**
 * `columns` tells the width of the terminal; no line may be as wide. The cursor rests at the start
 * of the row below the lines. Lines are written over, not erased first, so nothing flickers. When
 * the terminal has become narrower, it has wrapped what is there: the rows that the lines take now
 * are counted, so that nothing of them stays. Nothing is erased from the top of the lines to the
 * end of the screen: where they fill it, some terminals keep what is erased so (tmux does).
 */
export function createPainter(
  stream: { write(text: string): unknown },
  columns: () => number,
): Painter {
  let painted: readonly string[] = [];
  let paintedColumns = columns();
  let hidden = false;

  const rows = (): number => painted.reduce((sum, line) => sum + rowsOf(line, columns()), 0);
  const toStart = (): string => (rows() === 0 ? '\r' : `\r${csi}${rows()}A`);

  return {
    paint(lines, above) {
      const resized = paintedColumns !== columns();
      if (hidden && !resized && above.length === 0 && isSame(lines, painted)) return;
      const body = [...above, ...lines].map((line) => `${line}${eraseLineEnd}\n`);
      stream.write([begin, hidden ? '' : hideCursor, toStart(), ...body, eraseBelow, end].join(''));
      painted = lines;
      paintedColumns = columns();
      hidden = true;
    },
    clear() {
      if (!hidden) return;
      stream.write([toStart(), `${eraseLineEnd}\n`.repeat(rows()), toStart(), showCursor].join(''));
      painted = [];
      hidden = false;
    },
  };
}

function rowsOf(line: string, columns: number): number {
  return Math.max(1, Math.ceil(widthOf(line) / columns));
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}
