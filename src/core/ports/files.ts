/**
 * All create the folder of the file, and reject with an `Error` whose message is the rest of a
 * sentence about the file.
 */
export interface Files {
  /** The text to append, or a function that receives what is there, which is read only for it. */
  append(path: string, text: Appended): Promise<void>;
  write(path: string, text: string): Promise<void>;
  /** Atomically and exactly. Keeps the permissions of the file. */
  replace(path: string, text: string): Promise<void>;
}

export type Appended = string | ((there: string) => string);

/** The name of a folder, even of one that doesn't exist. */
export const folderName = /[\\/]$/;
