/** A terminal at one moment. */
export interface Viewport {
  readonly columns: number;
  readonly rows: number;
  /** Epoch ms. */
  readonly nowMs: number;
  /** The glyph of the spinner, one column wide. */
  readonly spinner: string;
  /** Of local time before UTC; by default that of this machine. */
  readonly offsetMinutes?: number | undefined;
}
