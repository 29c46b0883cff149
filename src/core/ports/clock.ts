/** Time, as passed in. Deadlines and durations use `monotonic`. Timestamps use `now`. */
export interface Clock {
  /** Epoch ms. May jump. */
  now(): number;
  /** Ms from any origin. Never goes backward. */
  monotonic(): number;
  /** How long the process has had nothing to do, in ms. */
  idleMs?(): number;
  /** Resolves after `ms`. Rejects with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}
