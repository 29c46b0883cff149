/** Both reject with an `Error` whose message is the rest of a sentence about the file. */
export interface Files {
  /** `text` receives what is there. */
  append(path: string, text: (there: string) => string): Promise<void>;
  write(path: string, text: string): Promise<void>;
  /** Atomically and exactly. Creates the folder, and keeps the permissions of the file. */
  replace(path: string, text: string): Promise<void>;
}
