/** Both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Something wrong in a configuration. */
export interface Mistake {
  /** Keys from the top. If a key is missing, the place where it belongs. */
  readonly path: readonly string[];
  /**
   * The rest of a sentence with the path as its subject, a sentence that begins with a quoted
   * value, or one about an `unknown` key. Contains no value that could be secret.
   */
  readonly message: string;
  /** Its position, if that is not the position of the path. */
  readonly position?: Position;
  /** The part of a value that is wrong. */
  readonly excerpt?: CodeFrame | undefined;
}

const unknownKey = 'Unknown key.';

/** `apiKey is empty.`, but `timeout: "soon" is not a duration.` and `Unknown key "timeot".` */
export function sentenceAbout(subject: string, message: string): string {
  if (message.startsWith(unknownKey)) {
    return `Unknown key "${subject}".${message.slice(unknownKey.length)}`;
  }
  return message.startsWith('"') ? `${subject}: ${message}` : `${subject} ${message}`;
}

/** The message for a key that nothing has. `hint` can name the right one. */
export function unknown(hint: string): string {
  return `${unknownKey}${hint}`;
}

/** Whether it is about the key at the path, and not about its value. */
export function isUnknownKey({ message }: Pick<Mistake, 'message'>): boolean {
  return message.startsWith(unknownKey);
}

/** A part of a text: start and length in UTF-16 units. */
export interface CodeFrame {
  readonly text: string;
  readonly start: number;
  readonly length: number;
}

const width = 72;
const before = 50;

/** Two lines that show the part underlined in its context, shortened on both sides. */
export function underlined(excerpt: CodeFrame | undefined): readonly string[] {
  if (excerpt === undefined) return [];
  const { text, start, length } = excerpt;
  const from = Math.max(0, start - before);
  const shown = text.slice(from, from + width).replace(/[\s\p{C}\p{Zl}\p{Zp}]/gu, ' ');
  const marks = '^'.repeat(Math.max(1, Math.min(length, from + width - start)));
  const [open, close] = [from > 0 ? '…' : '', from + width < text.length ? '…' : ''];
  return [`    ${open}${shown}${close}`, `    ${' '.repeat(open.length + start - from)}${marks}`];
}
