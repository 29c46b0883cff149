import { EventEmitter } from 'node:events';
import xterm, { type IBufferCell } from '@xterm/headless';

/** What a person sees of a terminal. */
export interface Screen {
  /** The visible rows, without trailing blanks and without unused rows at the end. */
  rows(): Promise<readonly string[]>;
  /** The rows that have scrolled out of view, then the visible ones. */
  all(): Promise<readonly string[]>;
  /**
   * The style of the visible rows, a letter per column: `r`ed, `g`reen, `y`ellow, `c`yan, else
   * `b`old or `d`im.
   */
  styles(): Promise<readonly string[]>;
  /** The addresses of all links so far (OSC 8). */
  links(): Promise<ReadonlySet<string>>;
  cursor(): Promise<{ readonly visible: boolean; readonly row: number; readonly column: number }>;
}

/** A screen that shows what is written to it. Rewraps lines on a resize, like modern terminals. */
export interface Emulator extends Screen {
  write(text: string): void;
  resize(columns: number, rows: number): Promise<void>;
}

/** `convertEol`: a line feed also returns the carriage, as a pty would do. */
export function createEmulator(columns: number, rows: number, convertEol: boolean): Emulator {
  const terminal = new xterm.Terminal({ cols: columns, rows, convertEol, allowProposedApi: true });
  const buffer = () => terminal.buffer.active;
  const flushed = () => new Promise<void>((resolve) => terminal.write('', resolve));
  let visible = true;
  const onCursorMode = (shown: boolean) => (params: (number | number[])[]) => {
    if (params.includes(25)) visible = shown;
    return false;
  };
  terminal.parser.registerCsiHandler({ prefix: '?', final: 'h' }, onCursorMode(true));
  terminal.parser.registerCsiHandler({ prefix: '?', final: 'l' }, onCursorMode(false));

  const links = new Set<string>();
  terminal.parser.registerOscHandler(8, (data) => {
    const address = data.slice(data.indexOf(';') + 1);
    if (address !== '') links.add(address);
    return false;
  });

  async function rowsFrom(first: () => number): Promise<readonly string[]> {
    await flushed();
    const texts = Array.from({ length: buffer().length - first() }, (_, index) =>
      buffer()
        .getLine(first() + index)
        ?.translateToString(true),
    );
    return texts.map((text = '') => text).slice(0, texts.findLastIndex(Boolean) + 1);
  }

  return {
    write: (text) => terminal.write(text),
    rows: () => rowsFrom(() => buffer().baseY),
    all: () => rowsFrom(() => 0),
    async styles() {
      const { length } = await rowsFrom(() => buffer().baseY);
      return Array.from({ length }, (_, row) => {
        const line = buffer().getLine(buffer().baseY + row);
        const cells = Array.from({ length: terminal.cols }, (_, column) => line?.getCell(column));
        return cells.map(styleOf).join('').trimEnd();
      });
    },
    async links() {
      await flushed();
      return links;
    },
    async cursor() {
      await flushed();
      return { visible, row: buffer().cursorY, column: buffer().cursorX };
    },
    async resize(columns, rows) {
      await flushed();
      terminal.resize(columns, rows);
    },
  };
}

const letters: Readonly<Record<number, string>> = { 1: 'r', 2: 'g', 3: 'y', 6: 'c' };

function styleOf(cell: IBufferCell | undefined): string {
  if (cell === undefined || cell.getChars().trim() === '') return ' ';
  if (cell.isFgPalette()) return letters[cell.getFgColor()] ?? '?';
  return cell.isBold() ? 'b' : cell.isDim() ? 'd' : ' ';
}

/** The stream of a terminal in memory. Behaves like `tty.WriteStream`. */
interface ScreenStream extends EventEmitter {
  columns: number;
  rows: number;
  readonly isTTY: true;
  measure(): void;
  write(text: string): boolean;
}

export interface MemoryScreen extends Screen {
  readonly stream: ScreenStream;
  /** All output, including escape sequences. */
  written(): string;
  /** Resizes the terminal. Without `isTold`, the stream only notices when it calls `measure`. */
  resize(columns: number, rows: number, isTold?: boolean): Promise<void>;
}

/** A terminal in memory. */
export function createScreen(columns = 80, rows = 24): MemoryScreen {
  const emulator = createEmulator(columns, rows, true);
  let written = '';
  let size = { columns, rows };
  const stream: ScreenStream = Object.assign(new EventEmitter(), {
    columns,
    rows,
    isTTY: true as const,
    measure() {
      if (stream.columns === size.columns && stream.rows === size.rows) return;
      Object.assign(stream, size);
      stream.emit('resize');
    },
    write(text: string) {
      written += text;
      emulator.write(text);
      return true;
    },
  });
  return {
    ...emulator,
    stream,
    written: () => written,
    async resize(columns, rows, isTold = true) {
      await emulator.resize(columns, rows);
      size = { columns, rows };
      if (isTold) stream.measure();
    },
  };
}
