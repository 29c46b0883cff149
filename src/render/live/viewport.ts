/** A terminal at one point in time. */
export interface Viewport {
  readonly columns: number;
  readonly rows: number;
  /** Epoch ms. */
  readonly nowMs: number;
  /** The glyph of the spinner, one column wide. */
  readonly spinner: string;
  /** Minutes that local time is ahead of UTC; by default this machine's. */
  readonly offsetMinutes?: number | undefined;
}
