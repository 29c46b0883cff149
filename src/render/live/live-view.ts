import type { WatchEvent } from '../../core/model/events.ts';

/** The live lines of a terminal. */
export interface LiveView {
  handle(event: WatchEvent): void;
  /** Prints a line that stays, above the live ones. */
  log(line: string): void;
  /** The lines are gone, the cursor is back, and nothing is written any more. */
  stop(): void;
}
