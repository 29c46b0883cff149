import type { ImportwatchError } from './errors.ts';
import { nextSamples, type Samples } from './estimate.ts';
import type { Milestone } from './milestone.ts';
import { hasChanged, hasEnded, type ImportSnapshot } from './snapshot.ts';

/** What a watch remembers of its import. Times are monotonic ms. */
export interface History {
  readonly startedMs: number;
  readonly polls: number;
  readonly last?: ImportSnapshot;
  /** When anything at all last changed. */
  readonly changedMs: number;
  /** When the state or phase last changed. */
  readonly phaseChangedMs: number;
  readonly samples: Samples;
  /** The service has given a usable answer, whatever it said. */
  readonly answered: boolean;
  /** The service has known this import. */
  readonly live: boolean;
  /** Polls in a row that found no import with this id, and since when. */
  readonly unknownId?: { readonly polls: number; readonly sinceMs: number };
  /** With `--new`: what had ended before the watch began, and is not waited for. */
  readonly previous?: ImportSnapshot | 'none';
  /** It had ended at the first look. */
  readonly alreadyEnded: boolean;
  /** Polls in a row without a usable answer. */
  readonly failing?: {
    readonly sinceMs: number;
    readonly attempts: number;
    readonly error: ImportwatchError;
  };
  /** The last change that was worth a line. */
  readonly milestone?: Milestone;
  /** Warnings that were given. */
  readonly said: ReadonlySet<string>;
}

export function newHistory(nowMs: number): History {
  return {
    startedMs: nowMs,
    polls: 0,
    changedMs: nowMs,
    phaseChangedMs: nowMs,
    samples: [],
    answered: false,
    live: false,
    alreadyEnded: false,
    said: new Set(),
  };
}

/** The history with a usable answer added. */
export function withSnapshot(history: History, snapshot: ImportSnapshot, nowMs: number): History {
  const { failing: _over, previous: _gone, unknownId, last, ...rest } = history;
  const unknown = snapshot.state === 'not-found';
  const moved = last?.vendorState !== snapshot.vendorState || last.phase !== snapshot.phase;
  return {
    ...rest,
    last: snapshot,
    changedMs: hasChanged(last, snapshot) ? nowMs : history.changedMs,
    phaseChangedMs: moved ? nowMs : history.phaseChangedMs,
    samples: nextSamples(history.samples, snapshot, nowMs),
    answered: true,
    live: history.live || !unknown,
    alreadyEnded: history.alreadyEnded || (isFirstLook(history) && hasEnded(snapshot)),
    ...(unknown && {
      unknownId: { polls: (unknownId?.polls ?? 0) + 1, sinceMs: unknownId?.sinceMs ?? nowMs },
    }),
  };
}

/** The history with a poll added that gave no usable answer; it began at `sinceMs`. */
export function withFailure(history: History, error: ImportwatchError, sinceMs: number): History {
  const { failing } = history;
  return {
    ...history,
    failing: {
      sinceMs: failing?.sinceMs ?? sinceMs,
      attempts: (failing?.attempts ?? 0) + 1,
      error,
    },
  };
}

/** Whether the service has not yet said anything of any import. */
export function isFirstLook({ last, previous }: History): boolean {
  return last === undefined && previous === undefined;
}

/** Whether a snapshot still shows what had ended before the watch began. */
export function isPrevious({ previous }: History, snapshot: ImportSnapshot): boolean {
  if (previous === undefined || previous === 'none' || !hasEnded(snapshot)) return false;
  // Without an identity, late figures of the old one look like a change: only a state that is no
  // end shows a new import.
  return previous.id === undefined || snapshot.id === undefined || previous.id === snapshot.id;
}
