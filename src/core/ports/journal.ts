/**
 * Lines that several processes may write, read and clear at the same time: a line is appended by one
 * write, without a lock. A file that has grown is set aside by a rename and old ones are removed, by
 * one process at a time: two at once would set aside a file that has just begun.
 */
export interface Journal {
  /** All that is there, the oldest first as a rule. */
  read(): Promise<string>;
  /** Rejects with the error of the file system. */
  append(text: string): Promise<void>;
  clear(): Promise<void>;
}
