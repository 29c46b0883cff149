import type { ErrorReport } from '../model/errors.ts';
import type { Estimate, Expectation } from '../model/estimates.ts';
import type { WatchOptions } from '../model/options.ts';
import type { ImportSnapshot } from '../model/snapshot.ts';
import type { Warning } from '../model/warning.ts';
import type { Verdict } from './verdict.ts';
import type { Failure, WatchState } from './watch-state.ts';

/** The conditions of a poll, for its transition. Times are monotonic ms. */
export interface PollContext extends Failure {
  readonly options: WatchOptions;
  /** The service, as its users know it. */
  readonly service: string;
  /** The target has an id. Otherwise the service reports its most recent import. */
  readonly named: boolean;
  /** Whether the service can report failed records, if that is known. */
  readonly reportsFailed?: boolean;
  /** How long the answer has been in a cache. */
  readonly ageMs: number;
  readonly deadlineMs: number;
  /** The service wants no request before this time. */
  readonly notBeforeMs: number;
  /** In [0, 1). */
  readonly random: number;
  /** The prediction from past imports. */
  expect?(snapshot: ImportSnapshot): Expectation | undefined;
  /** Warnings if an import that succeeded is unusual compared with past imports. */
  unusual?(snapshot: ImportSnapshot): readonly Warning[];
}

/** An event without target and time. */
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
      readonly givesUpMs?: number;
    };

/** Times are monotonic ms. */
export interface NextPoll {
  readonly atMs: number;
  /** The poll may be postponed until then if the service asks for it meanwhile. */
  readonly latestMs: number;
  /** When the import should have ended; Infinity if that can't be foreseen. */
  readonly endMs?: number;
}

/** The result of one poll: the new state, the events, and the verdict or the next poll. */
export interface Transition {
  readonly state: WatchState;
  readonly emitted: readonly EmittedEvent[];
  readonly next: Verdict | NextPoll;
}

/** Adds warnings to the events, each one once per watch. */
export function warned(state: WatchState, warnings: readonly Warning[]): Omit<Transition, 'next'> {
  if (warnings.length === 0) return { state, emitted: [] };
  const fresh = warnings.filter(({ code, message }) => !state.said.has(code + message));
  const said = new Set([...state.said, ...fresh.map(({ code, message }) => code + message)]);
  return {
    state: { ...state, said },
    emitted: fresh.map((warning) => ({ type: 'warning', ...warning })),
  };
}
