/** How a command ended, and what it printed. */
export interface EndedCommand {
  /** `null` if a signal ended it. */
  readonly code: number | null;
  readonly signal: string | null;
  /** Its output on stdout, or `undefined` if that is too long to read. */
  readonly output: string | undefined;
  /** The end of what it printed on stderr. */
  readonly lastErrors: string;
}

/**
 * Runs a command without a shell. It gets our stdin, and its stderr is passed on. A signal that
 * stops us goes to the command too, and this rejects with the reason once the command has ended. If
 * the command cannot be run, rejects with an `Error` whose message is the rest of a sentence.
 */
export type StartCommand = (command: readonly string[]) => Promise<EndedCommand>;
