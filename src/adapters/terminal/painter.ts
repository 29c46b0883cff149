import { widthOf } from '../../render/text/width.ts';

/** Repaints a few lines of a terminal. It alone moves the cursor while it is in use. */
export interface Painter {
  /** Shows `lines` in place of the previous ones. `above` is printed before them, and stays. */
  paint(lines: readonly string[], above: readonly string[]): void;
  /** Removes the lines and restores the cursor. Returns whether there was anything to remove. */
  clear(): boolean;
}

const csi = '\u001B[';
const hideCursor = `${csi}?25l`;
const showCursor = `${csi}?25h`;
const eraseLineEnd = `${csi}K`;
const eraseBelow = `${csi}J`;
// A terminal that supports mode 2026 shows everything in between together. Others ignore it.
const begin = `${csi}?2026h`;
const end = `${csi}?2026l`;

/**
 * `columns` is the width of the terminal. Every line must be narrower. The cursor rests at the
 * start of the row below the lines. Lines are overwritten, not erased first, so nothing flickers.
 * If the terminal became narrower, it has wrapped the lines: the rows they now take are counted, so
 * that nothing is left behind. Nothing is erased from the top of the lines to the end of the
 * screen: if they fill it, some terminals keep such erased text (tmux does).
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
      if (!hidden) return false;
      stream.write([toStart(), `${eraseLineEnd}\n`.repeat(rows()), toStart(), showCursor].join(''));
      painted = [];
      hidden = false;
      return true;
    },
  };
}

function rowsOf(line: string, columns: number): number {
  return Math.max(1, Math.ceil(widthOf(line) / columns));
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}
