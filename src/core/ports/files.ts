/** Both reject with an `Error` whose message is the rest of a sentence about the file. */
export interface Files {
  /** The text to append, or a function that receives what is there, which is read only for it. */
  append(path: string, text: Appended): Promise<void>;
  write(path: string, text: string): Promise<void>;
  /** Atomically and exactly. Creates the folder, and keeps the permissions of the file. */
  replace(path: string, text: string): Promise<void>;
}

export type Appended = string | ((there: string) => string);

/** The name of a folder, even of one that doesn't exist. */
export const folderName = /[\\/]$/;

/** The problem of a file to write in a folder that is missing. */
export const noFolder = "is in a folder that doesn't exist";
