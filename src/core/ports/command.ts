/** How a shell command is run that reads a text. */
export interface CommandRun {
  /** The text on its standard input. */
  readonly input: string;
  /** Added to the environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Ends the command early, if it isn't aborted already when the command starts. */
  readonly stop: AbortSignal;
  /** Receives each line it prints, on either stream, or the beginning of a very long one. */
  onLine(line: string): void;
}
