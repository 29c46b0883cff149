/** How a command ended, and what it printed. */
export interface EndedCommand {
  /** `null` if a signal ended it. */
  readonly code: number | null;
  readonly signal: string | null;
  /** What it printed on stdout. `undefined` if that is more than can be read. */
  readonly output: string | undefined;
  /** The end of what it printed on stderr. */
  readonly lastErrors: string;
}

/**
 * Runs a command without a shell. Its stdin is ours, its stderr is passed on. A signal that stops us
 * goes to the command too. Once that has ended, this rejects with the reason. Rejects with an
 * `Error` whose message is the rest of a sentence if the command cannot be run.
 */
export type StartCommand = (command: readonly string[]) => Promise<EndedCommand>;
