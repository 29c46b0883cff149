export interface Writer {
  write(text: string): void;
  /** Text that contains no secret. Masking would break its structure. */
  writeExactly(text: string): void;
  /** Its reader is so far behind that only important text should still be written. */
  readonly isBehind: boolean;
  readonly isTerminal: boolean;
  /** Present width of the terminal. */
  readonly columns: number | undefined;
}
