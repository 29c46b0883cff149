/** Time, as handed in. Deadlines and durations use `monotonic`; stamps use `now`. */
export interface Clock {
  /** Epoch ms. May jump. */
  now(): number;
  /** Ms from any origin. Never goes back. */
  monotonic(): number;
  /** Resolves after `ms`; rejects with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}
