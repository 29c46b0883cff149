/** A folder that belongs to one recording. Only its user can read it. */
export interface RecordingFolder {
  readonly path: string;
  /** Writes atomically. Rejects with an `Error` whose message is the rest of a sentence about the file. */
  write(name: string, text: string): Promise<void>;
}
