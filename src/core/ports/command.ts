/** How a shell command is run that reads a text. */
export interface CommandRun {
  /** What it finds on its standard input. */
  readonly input: string;
  /** Added to the environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Receives each line it prints, on either stream. */
  onLine(line: string): void;
}
