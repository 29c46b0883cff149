export interface Writer {
  write(text: string): void;
  /** Of which no part holds a secret: what is masked in its structure would spoil it. */
  writeExactly(text: string): void;
  /** Its reader is so far behind that only what matters should still be written. */
  readonly isBehind: boolean;
  readonly isTerminal: boolean;
  /** Of the terminal, at this moment. */
  readonly columns: number | undefined;
}
