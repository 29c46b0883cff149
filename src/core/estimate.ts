export interface Estimate {
  /** Records a second over the recent past. */
  readonly perSecond: number;
  /** Ms until `total` is reached at that rate. */
  readonly remainingMs: number;
}
