/** A file for lines that are written while a watch runs. */
export interface Sink {
  write(text: string): void;
  /** Its reader is so far behind that only important lines should still be written. */
  readonly isBehind: boolean;
  /** Waits for what is written, for a limited time. Returns the rest of a sentence about a failure. */
  close(): Promise<string | undefined>;
}
