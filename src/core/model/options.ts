import type { Gates } from './records/gates.ts';

/** How a watch behaves, resolved: the user's choices, with defaults filled in. Durations in ms. */
export interface WaitOptions extends Gates {
  /** Time between polls. `auto` paces itself. */
  readonly intervalMs: number | 'auto';
  /** The whole wait; 0 polls once. Absent: no limit. */
  readonly timeoutMs?: number;
  /** A clock time at which the wait ends: epoch ms, and as the user wrote it. */
  readonly until?: { readonly at: number; readonly words: string };
  /** The watch ends after so long without any change. Absent: only a warning. */
  readonly stallTimeoutMs?: number;
  /**
   * How long in a row the service may give no usable answer. Absent: 5 min; 15 s before the first,
   * unless an earlier wait saw the import.
   */
  readonly maxOutageMs?: number;
  /** How long an id that the service doesn't know yet may take to appear. Absent: no time. */
  readonly appearTimeoutMs?: number;
  /** End at the first success, not when all have ended. */
  readonly any: boolean;
  /** End at the first import that doesn't succeed. */
  readonly failFast: boolean;
  /** Ignore an import that has already finished at the first poll, and wait for the next. */
  readonly onlyNew: boolean;
  readonly onActionRequired: 'wait' | 'exit';
  /** Failed records are an outcome of their own. */
  readonly failOnPartial: boolean;
  /** 0: never. */
  readonly heartbeatMs: number;
  /** Notify a user who may be looking elsewhere. */
  readonly notify: boolean;
  /** A shell command to run at the end. */
  readonly onEnd?: string;
  /** File for the failed records. `{id}` and `{profile}` in it stand for those of the import. */
  readonly failedTo?: string;
}

/** Options, and what the program knows of the watch. */
export interface WatchOptions extends WaitOptions {
  /** Poll once and report the status, instead of waiting for the end. */
  readonly once: boolean;
  /** With `once`: the exit code distinguishes a running import from one that has succeeded. */
  readonly exitCode?: boolean;
  /** A person is watching: polls are never far apart. */
  readonly interactive: boolean;
  /**
   * The import was started at this time (epoch ms) or later. Without an id, an import that ended
   * and began earlier isn't the one to wait for.
   */
  readonly startedSince?: number;
  /** Spread the polls of machines that start together. */
  readonly jitter: boolean;
}

/** The defaults, without a terminal. */
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
