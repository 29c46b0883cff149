/** How a watch behaves, resolved: what the person chose, defaults filled in. Durations in ms. */
export interface WaitOptions {
  /** Time between polls; `auto` paces itself. */
  readonly intervalMs: number | 'auto';
  /** The whole wait; 0 asks once. Absent: no limit. */
  readonly timeoutMs?: number;
  /** No change of any kind for so long ends the watch. Absent: only a warning. */
  readonly stallTimeoutMs?: number;
  /** How long in a row the service may give no usable answer. Absent: 5 min, before the first one 15 s. */
  readonly maxOutageMs?: number;
  /** End at the first import that succeeded, rather than when all have ended. */
  readonly any: boolean;
  /** End at the first import that did not succeed. */
  readonly failFast: boolean;
  /** An import that has already ended at the first look is not the one: wait for the next. */
  readonly onlyNew: boolean;
  readonly onActionRequired: 'wait' | 'exit';
  /** Records that failed are an outcome of their own. */
  readonly failOnPartial: boolean;
  /** 0 is never. */
  readonly heartbeatMs: number;
  /** Whoever looks elsewhere is told of the end. */
  readonly notify: boolean;
}

/** And what the program knows of the watch. */
export interface WatchOptions extends WaitOptions {
  /** Ask once and say where the import stands, instead of waiting for its end. */
  readonly once: boolean;
  /** A person looks at it: polls are never far apart. */
  readonly interactive: boolean;
  /** Spread the polls, for machines that were started together. */
  readonly jitter: boolean;
}

/** What holds where nothing is said, off a terminal. */
export const defaultWaitOptions: WaitOptions = {
  intervalMs: 'auto',
  any: false,
  failFast: false,
  onlyNew: false,
  onActionRequired: 'exit',
  failOnPartial: false,
  heartbeatMs: 60_000,
  notify: false,
};
