import type { WatchEvent } from '../../core/model/events.ts';

/** The live lines of a terminal. */
export interface LiveView {
  handle(event: WatchEvent): void;
  /** Prints a permanent line above the live ones. */
  log(line: string): void;
  /** Removes the lines, restores the cursor, and writes nothing more. */
  stop(): void;
}
