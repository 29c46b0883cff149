import type { Clock } from '../ports/clock.ts';
import { lastPollMs, lastPollQueuedMs } from './schedule.ts';

/** What one poll and the request limiter of its origin tell each other. Times are monotonic ms. */
export interface Turn {
  readonly askedMs: number;
  /** The end of the wait: pauses and gaps end there. */
  readonly deadlineMs: number;
  /** The pause in force when the poll began: the schedule has already allowed for it. */
  readonly knownMs: number;
  /** When the import should have ended, by its forecast. */
  readonly endMs?: number | undefined;
  /** `queued`: behind other requests. `held`: the service wants a pause or a gap. */
  waiting?: 'queued' | 'held' | undefined;
  /** When the last request left. */
  departedMs?: number;
  /** How long the oldest answer has been in a cache. */
  ageMs?: number;
}

/** The turn of a poll that begins now. */
export function newTurn(
  clock: Clock,
  knownMs: number,
  deadlineMs = Infinity,
  endMs: number | undefined = undefined,
): Turn {
  return { askedMs: clock.monotonic(), deadlineMs, knownMs, endMs };
}

/** When a poll without an answer is cut off. */
export function cutMs({ askedMs, deadlineMs, waiting, departedMs = askedMs }: Turn): number {
  if (waiting === 'queued') return queuedUntilMs({ askedMs, deadlineMs });
  const leftMs = waiting === 'held' ? deadlineMs : departedMs;
  return Math.max(deadlineMs, leftMs + lastPollMs);
}

/** A request that is still queued by then is never sent. */
export function queuedUntilMs({
  askedMs,
  deadlineMs,
}: Pick<Turn, 'askedMs' | 'deadlineMs'>): number {
  return askedMs < deadlineMs ? deadlineMs : askedMs + lastPollQueuedMs;
}
