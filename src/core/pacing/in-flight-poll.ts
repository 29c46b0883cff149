import type { Clock } from '../ports/clock.ts';
import { lastPollMs, lastPollQueuedMs } from './schedule.ts';

/**
 * A poll in flight: its limits, and what the request limiter notes about its requests. Times are
 * monotonic ms.
 */
export interface InFlightPoll {
  /** When the poll began. */
  readonly askedMs: number;
  /** The end of the wait: pauses and gaps end there. */
  readonly deadlineMs: number;
  /** The pause in force when the poll began: the schedule has already allowed for it. */
  readonly knownPauseMs: number;
  /** When the import should have ended, by its forecast. */
  readonly endMs?: number | undefined;
  /** `queued`: behind other requests. `throttled`: the service wants a pause or a gap. */
  waiting?: 'queued' | 'throttled' | undefined;
  /** When the last request left. */
  sentMs?: number;
  /** How long the oldest answer has been in a cache. */
  ageMs?: number;
}

/** A poll that begins now. */
export function startPoll(
  clock: Clock,
  knownPauseMs: number,
  deadlineMs = Infinity,
  endMs: number | undefined = undefined,
): InFlightPoll {
  return { askedMs: clock.monotonic(), deadlineMs, knownPauseMs, endMs };
}

/** When a poll without an answer is cut off. */
export function cutMs({ askedMs, deadlineMs, waiting, sentMs = askedMs }: InFlightPoll): number {
  if (waiting === 'queued') return queuedUntilMs({ askedMs, deadlineMs });
  const leftMs = waiting === 'throttled' ? deadlineMs : sentMs;
  return Math.max(deadlineMs, leftMs + lastPollMs);
}

/** A request that is still queued by then is never sent. */
export function queuedUntilMs({
  askedMs,
  deadlineMs,
}: Pick<InFlightPoll, 'askedMs' | 'deadlineMs'>): number {
  return askedMs < deadlineMs ? deadlineMs : askedMs + lastPollQueuedMs;
}
