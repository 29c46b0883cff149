import type { ImportwatchError } from '../model/errors.ts';
import { hasChanged, hasEnded, type ImportSnapshot } from '../model/snapshot.ts';
import { nextSamples, type Samples } from '../pacing/estimate.ts';

/** The memory of a watch. Times are monotonic ms. */
export interface WatchState {
  readonly startedMs: number;
  readonly polls: number;
  readonly last?: ImportSnapshot;
  /** When the service last showed this import. */
  readonly seenMs: number;
  /** The run that is watched, if the service identifies runs. */
  readonly run?: string;
  /** The last answer that had both a start time and counts. */
  readonly measured?: ImportSnapshot;
  /** When anything at all last changed. */
  readonly changedMs: number;
  /** When the state or phase last changed. */
  readonly phaseChangedMs: number;
  readonly samples: Samples;
  /** The service has given a usable answer of any kind. */
  readonly answered: boolean;
  /** The service has found this import. */
  readonly live: boolean;
  /** Polls in a row that found no import with this id, and since when. */
  readonly unknownId?: { readonly polls: number; readonly sinceMs: number };
  /** With `--new`: the import that had finished before the watch began, which isn't waited for. */
  readonly previous?: ImportSnapshot | 'none';
  /** The import had ended at the first poll. */
  readonly alreadyEnded: boolean;
  /** Polls in a row without a usable answer. */
  readonly failing?: {
    readonly firstMs: number;
    /** When the outage began, for its limit. */
    readonly sinceMs: number;
    readonly attempts: number;
    readonly restarted: boolean;
    readonly error: ImportwatchError;
  };
  /** The last change that was worth a line. */
  readonly milestone?: Milestone;
  /** Warnings already reported. */
  readonly said: ReadonlySet<string>;
}

export function newWatchState(nowMs: number): WatchState {
  return {
    startedMs: nowMs,
    polls: 0,
    seenMs: nowMs,
    changedMs: nowMs,
    phaseChangedMs: nowMs,
    samples: [],
    answered: false,
    live: false,
    alreadyEnded: false,
    said: new Set(),
  };
}

/** The state after an answer that says that the service doesn't know the id. */
export function withUnknownId(state: WatchState, nowMs: number): WatchState {
  const { failing: _over, unknownId, ...rest } = state;
  return { ...rest, answered: true, unknownId: oneMore(unknownId, nowMs) };
}

function oneMore(before: WatchState['unknownId'], nowMs: number) {
  return { polls: (before?.polls ?? 0) + 1, sinceMs: before?.sinceMs ?? nowMs };
}

/** The state after a usable answer. */
export function withSnapshot(
  state: WatchState,
  snapshot: ImportSnapshot,
  nowMs: number,
): WatchState {
  const { failing: _over, previous: _gone, unknownId, last, ...rest } = state;
  const unknown = snapshot.state === 'not-found';
  const moved = last?.vendorState !== snapshot.vendorState || last.phase !== snapshot.phase;
  return {
    ...rest,
    last: snapshot,
    seenMs: unknown ? state.seenMs : nowMs,
    ...(snapshot.run !== undefined && { run: snapshot.run }),
    ...(isMeasured(snapshot) && { measured: snapshot }),
    changedMs: hasChanged(last, snapshot) ? nowMs : state.changedMs,
    phaseChangedMs: moved ? nowMs : state.phaseChangedMs,
    samples: nextSamples(state.samples, snapshot, nowMs),
    answered: true,
    live: state.live || !unknown,
    alreadyEnded: state.alreadyEnded || (isFirstPoll(state) && hasEnded(snapshot)),
    ...(unknown && { unknownId: oneMore(unknownId, nowMs) }),
  };
}

function isMeasured({ startedAt, completed, total, percent }: ImportSnapshot): boolean {
  return startedAt !== undefined && (completed ?? total ?? percent) !== undefined;
}

/** A poll that gave no usable answer. Times are monotonic ms. */
export interface Failure {
  readonly askedMs: number;
  /** When its last request left, which may have been queued. */
  readonly sentMs: number;
  readonly nowMs: number;
  /** How late the poll was: the process may have been stopped. */
  readonly lateMs: number;
  /** When the service last gave a usable answer about any import; -Infinity: never. */
  readonly answeredMs: number;
}

/**
 * The state after a failed poll. An outage is time in which the service was polled in vain. It
 * excludes time in which the process was stopped, and time in which the service answered about
 * other imports. `limitMs` is how long an outage may last: a single poll that took so long restarts
 * the outage, once.
 */
export function withFailure(
  state: WatchState,
  error: ImportwatchError,
  { askedMs, sentMs, nowMs, lateMs, answeredMs }: Failure,
  limitMs: number,
): WatchState {
  const { failing } = state;
  const { firstMs = askedMs, attempts = 0, restarted = false } = failing ?? {};
  const restarts = !restarted && nowMs - sentMs >= limitMs;
  const sinceMs = failing ? failing.sinceMs + lateMs : askedMs;
  const wasThere = failing === undefined || error.code === 'rate-limited';
  const outageMs = wasThere ? Math.max(sinceMs, answeredMs) : sinceMs;
  return {
    ...state,
    failing: {
      firstMs,
      sinceMs: restarts ? nowMs : outageMs,
      attempts: attempts + 1,
      restarted: restarted || restarts,
      error,
    },
  };
}

/** Whether the service hasn't reported any import yet. */
export function isFirstPoll({ last, previous }: WatchState): boolean {
  return last === undefined && previous === undefined;
}

/** Whether a snapshot still shows the import that had finished before the watch began. */
export function isPrevious({ previous }: WatchState, snapshot: ImportSnapshot): boolean {
  if (previous === undefined || previous === 'none' || !hasEnded(snapshot)) return false;
  if (isOtherRun(previous, snapshot)) return false;
  // Without an id, late counts of the old import look like a change: only a state that is no end
  // shows a new one.
  return previous.id === undefined || snapshot.id === undefined || previous.id === snapshot.id;
}

/** Whether the service reports another run of the import. */
export function isOtherRun(
  before: Pick<ImportSnapshot, 'run'>,
  { run }: Pick<ImportSnapshot, 'run'>,
): boolean {
  return before.run !== undefined && run !== undefined && before.run !== run;
}

const stepPercent = 5;
const leastMs = 5000;

export interface Milestone {
  readonly snapshot: ImportSnapshot;
  /** Monotonic ms. */
  readonly atMs: number;
}

/** Whether a change is worth a line in a log, compared with the last change that was. */
export function isMilestone(
  last: Milestone | undefined,
  snapshot: ImportSnapshot,
  atMs: number,
): boolean {
  if (last === undefined) return true;
  const before = last.snapshot;
  if (before.vendorState !== snapshot.vendorState || before.state !== snapshot.state) return true;
  if (before.phase !== snapshot.phase) return true;
  const step = Math.floor((snapshot.percent ?? 0) / stepPercent);
  return step !== Math.floor((before.percent ?? 0) / stepPercent) && atMs - last.atMs >= leastMs;
}
