/** The parts of the outside world that the configuration needs. */
export interface ConfigWorld {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. Where the search begins. */
  readonly cwd: string;
  /** Absolute. The user's home. */
  readonly home: string;
  /**
   * The text of a UTF-8 file of at most `maxBytes`, without a byte order mark. Rejects with an
   * `Error` whose message is the rest of a sentence about the file: `doesn't exist`.
   */
  readFile(path: string, maxBytes: number): Promise<string>;
  /** The permissions of a file, such as 0o644. `undefined` if the system has none. */
  mode?(path: string): Promise<number | undefined>;
  /**
   * The output of a shell command on stdout. Rejects with an `Error` whose message is the rest of a
   * sentence about the command, without any of its output: `exited with code 1`.
   */
  run(
    command: string,
    options: { readonly cwd: string; readonly timeoutMs: number },
  ): Promise<string>;
  /** The default export of a module. This runs its code. */
  importModule(path: string): Promise<unknown>;
}
