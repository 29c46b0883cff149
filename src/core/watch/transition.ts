import type { ErrorReport } from '../model/errors.ts';
import type { Estimate, Expectation } from '../model/estimates.ts';
import type { WatchOptions } from '../model/options.ts';
import type { ImportSnapshot, Warning } from '../model/snapshot.ts';
import type { Verdict } from './verdict.ts';
import type { Failure, WatchState } from './watch-state.ts';

/** In what a step is taken. Times are monotonic ms. */
export interface PollContext extends Failure {
  readonly options: WatchOptions;
  /** The service, as its users know it. */
  readonly service: string;
  /** The target names its import; otherwise the service speaks of its newest. */
  readonly named: boolean;
  /** For how long the answer has been in a cache. */
  readonly ageMs: number;
  readonly deadlineMs: number;
  /** The service wants no request before. */
  readonly notBeforeMs: number;
  /** In [0, 1). */
  readonly random: number;
  /** What past imports let expect of this one. */
  expect?(snapshot: ImportSnapshot): Expectation | undefined;
}

/** An event without its stamp. */
export type EmittedEvent =
  | {
      readonly type: 'progress';
      readonly snapshot: ImportSnapshot;
      readonly estimate?: Estimate;
      readonly expected?: Expectation;
      readonly milestone: boolean;
    }
  | ({ readonly type: 'warning' } & Warning)
  | {
      readonly type: 'retry';
      readonly error: ErrorReport;
      readonly attempt: number;
      readonly delayMs: number;
    };

/** Times are monotonic ms. */
export interface NextPoll {
  readonly atMs: number;
  /** It may be put off until then, if the service asks for it meanwhile. */
  readonly latestMs: number;
}

/** What follows from one poll: what is said, then either the verdict or the time of the next poll. */
export interface Transition {
  readonly state: WatchState;
  readonly emitted: readonly EmittedEvent[];
  readonly next: Verdict | NextPoll;
}

/** Adds warnings to what is said, each one once in a watch. */
export function warned(state: WatchState, warnings: readonly Warning[]): Omit<Transition, 'next'> {
  if (warnings.length === 0) return { state, emitted: [] };
  const fresh = warnings.filter(({ code, message }) => !state.said.has(code + message));
  const said = new Set([...state.said, ...fresh.map(({ code, message }) => code + message)]);
  return {
    state: { ...state, said },
    emitted: fresh.map((warning) => ({ type: 'warning', ...warning })),
  };
}
