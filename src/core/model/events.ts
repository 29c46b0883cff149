import type { ErrorReport } from './errors.ts';
import type { Estimate, Expectation, QueueStatus } from './estimates.ts';
import type { Outcome } from './outcome.ts';
import type { GateReport } from './records/gates.ts';
import type { ImportSnapshot } from './snapshot.ts';
import type { Target } from './target.ts';

interface AboutTarget {
  /** Epoch ms. */
  readonly at: number;
  readonly target: Target;
}

/** The watch begins. Nothing has been sent yet. */
export interface StartEvent extends AboutTarget {
  readonly type: 'start';
}

/** The import changed in some way. The first good answer counts as a change. */
export interface ProgressEvent extends AboutTarget {
  readonly type: 'progress';
  readonly snapshot: ImportSnapshot;
  /** Absent as long as there is too little to go by. */
  readonly estimate?: Estimate;
  /** Only if the service doesn't report progress and past imports are known. */
  readonly expected?: Expectation;
  /** Worth a line in a log: a new state or phase, or enough progress since the last such line. */
  readonly milestone: boolean;
}

/** Nothing worth a line has happened for the length of the heartbeat. */
export interface HeartbeatEvent extends AboutTarget {
  readonly type: 'heartbeat';
  readonly elapsedMs: number;
  readonly snapshot?: ImportSnapshot;
  readonly estimate?: Estimate;
  readonly expected?: Expectation;
  /** The service answered, and the next import hasn't started. */
  readonly noneYet?: boolean;
  /** Why there is no answer yet: the service's limit spreads the polls of its imports. */
  readonly queue?: QueueStatus;
}

/** A poll gave no usable answer. importwatch retries. */
export interface RetryEvent extends AboutTarget {
  readonly type: 'retry';
  readonly error: ErrorReport;
  /** 1 for the first failure in a row. */
  readonly attempt: number;
  readonly delayMs: number;
  /** Ms until importwatch gives up, unless an answer comes. */
  readonly givesUpMs?: number;
}

export interface WarningEvent extends AboutTarget {
  readonly type: 'warning';
  readonly code: string;
  readonly message: string;
}

/** The failed records are in a file. Only the command line emits it, after the result. */
export interface FailedRecordsEvent extends AboutTarget {
  readonly type: 'failed-records';
  /** Its path. */
  readonly file: string;
  readonly bytes: number;
  /** How many there are, if they were counted. */
  readonly records?: number;
  /** The first lines, fit to be shown. */
  readonly sample: readonly string[];
}

/** The last event of a watch. */
export interface ResultEvent extends AboutTarget {
  readonly type: 'result';
  /** `null`: polled once, and the import is still running. */
  readonly outcome: Outcome | null;
  readonly exitCode: number;
  readonly durationMs: number;
  readonly polls: number;
  /** The last one seen. */
  readonly snapshot?: ImportSnapshot;
  readonly error?: ErrorReport;
  /** The gates on its records that were checked. */
  readonly gates?: readonly GateReport[];
  /** The limit that ended the wait: `the time limit of 30s`, or the clock time as the user wrote it. */
  readonly limit?: string;
  /** The import had already ended at the first poll. */
  readonly alreadyEnded?: boolean;
  /** How long the import has not been seen, if there was no answer about it at the end. */
  readonly unseenMs?: number;
  /** The service answered, and the next import hadn't started. */
  readonly noneYet?: boolean;
  /** Why the last poll before a limit had no usable answer: a sentence. */
  readonly lastError?: string;
}

/** The last event of all. */
export interface EndEvent {
  readonly type: 'end';
  readonly at: number;
  readonly exitCode: number;
  /**
   * Why nothing, or nothing more, could be watched: a usage error, a configuration error, a bug.
   */
  readonly error?: ErrorReport;
}

export type ImportEvent =
  | StartEvent
  | ProgressEvent
  | HeartbeatEvent
  | RetryEvent
  | WarningEvent
  | FailedRecordsEvent
  | ResultEvent;

export type WatchEvent = ImportEvent | EndEvent;
