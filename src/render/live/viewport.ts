import type { WatchEvent } from '../../core/model/events.ts';

/** A terminal at one point in time. */
export interface Viewport {
  readonly columns: number;
  readonly rows: number;
  /** Epoch ms. */
  readonly nowMs: number;
  /** The glyph of the spinner, one column wide. */
  readonly spinner: string;
  /** Minutes that local time is ahead of UTC. By default this machine's. */
  readonly offsetMinutes?: number | undefined;
}

/** The live lines of a terminal. */
export interface LiveView {
  handle(event: WatchEvent): void;
  /** Prints a permanent line above the live ones. */
  log(line: string): void;
  /** Removes the lines, restores the cursor, and writes nothing more. */
  stop(): void;
}
