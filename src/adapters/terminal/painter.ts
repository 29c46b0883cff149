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
 * start of the row below the lines. Lines are overwritten, so nothing flickers. If the terminal
 * became narrower, it has wrapped the lines: the rows they now take are counted, so that nothing is
 * left behind.
 *
 * tmux remembers how long a row was, and that it was wrapped, until all of it is erased, and lays it
 * out accordingly at the next resize. So a line that becomes shorter is erased first, and so is
 * every row after a resize. But nothing is erased from the top of the lines to the end of the
 * screen: if they fill it, tmux keeps such erased text in its history.
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
  const erased = (): string => toStart() + `${eraseLineEnd}\n`.repeat(rows()) + toStart();

  return {
    paint(lines, above) {
      const resized = paintedColumns !== columns();
      if (hidden && !resized && above.length === 0 && isSame(lines, painted)) return;
      const body = [...above, ...lines].map((line, row) => {
        const isShorter = widthOf(line) < widthOf(painted[row] ?? '');
        return `${isShorter ? eraseLineEnd : ''}${line}${eraseLineEnd}\n`;
      });
      const from = resized ? erased() : toStart();
      stream.write([begin, hidden ? '' : hideCursor, from, ...body, eraseBelow, end].join(''));
      painted = lines;
      paintedColumns = columns();
      hidden = true;
    },
    clear() {
      if (!hidden) return false;
      stream.write(erased() + showCursor);
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
