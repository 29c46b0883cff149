/** When an import that reports counts will end. */
export interface Estimate {
  /**
   * Units of `completed` a second over the recent past, or percent points if there are no counts.
   */
  readonly perSecond: number;
  /** Ms until the end at that rate. */
  readonly remainingMs: number;
}

/**
 * How long an import usually takes, if its service doesn't report progress. It follows from past
 * imports, so it is shown as an estimate, paces the polls, and has no part in any verdict.
 */
export interface Expectation {
  /** The median of past imports of the same profile and kind. */
  readonly usualMs: number;
  /** Since this import began, as far as importwatch knows. */
  readonly elapsedMs: number;
}

/** How a rate limit spreads the first polls of the imports of one service. */
export interface QueueStatus {
  /** Between two requests. */
  readonly everyMs: number;
  /** Until all imports have been polled. */
  readonly leftMs: number;
}
