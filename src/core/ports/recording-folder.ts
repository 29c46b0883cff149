/** A folder that belongs to one recording; only its user can read it. */
export interface RecordingFolder {
  readonly path: string;
  /** All at once. Rejects with an `Error` whose message is the rest of a sentence about the file. */
  write(name: string, text: string): Promise<void>;
}
