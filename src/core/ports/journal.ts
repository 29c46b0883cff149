/**
 * Lines that several processes may write, read and clear at the same time. One write appends a
 * line, without a lock. A file that has grown is renamed and old ones are removed, by one process
 * at a time: two could set aside a file that has just begun.
 */
export interface Journal {
  /** All entries, usually the oldest first. */
  read(): Promise<string>;
  /** Rejects with the error of the file system. */
  append(text: string): Promise<void>;
  clear(): Promise<void>;
}
