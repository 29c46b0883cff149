/** What a person can choose of a wait; how it is written is the configuration's affair. */
export interface WaitOptions {
  readonly intervalMs: number | 'auto';
  /** The whole wait; absent: without end. */
  readonly timeoutMs?: number;
  readonly stallTimeoutMs?: number;
  /** Absent: 5 min, before the first usable answer 15 s. */
  readonly maxOutageMs?: number;
  /** End at the first that succeeded, rather than when all have ended. */
  readonly any: boolean;
  /** End at the first that did not succeed. */
  readonly failFast: boolean;
  /** What had ended at the first look is not waited for. */
  readonly onlyNew: boolean;
  readonly onActionRequired: 'wait' | 'exit';
  readonly failOnPartial: boolean;
  /** 0: never. */
  readonly heartbeatMs: number;
}
