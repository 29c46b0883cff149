import { type ErrorReport, errorReport, type ImportwatchError } from '../model/errors.ts';
import { outageLimit, retryDelay, statusRetries } from '../pacing/schedule.ts';
import { formatDuration } from '../text/duration.ts';
import { waitForNext } from './after-snapshot.ts';
import { afterAppearing, mayAppear, untilItAppears } from './appear-timeout.ts';
import { gone } from './lost.ts';
import { timedOut } from './timed-out.ts';
import { type PollContext, type Transition, warned } from './transition.ts';
import { longPauseNotice } from './warnings/notices.ts';
import { type WatchState, withFailure, withUnknownId } from './watch-state.ts';

/**
 * The transition after a poll that failed. A final error is the outcome. A transient error is
 * retried within the limits of an outage. Throws errors that say nothing about an import.
 */
export function afterFailure(
  before: WatchState,
  error: ImportwatchError,
  context: PollContext,
): Transition {
  const { outcome } = error;
  if (outcome === 'usage' || outcome === 'not-started' || outcome === 'bug') throw error;
  if (!error.transient) {
    if (isNoneYet(before, error, context)) return waitForNext(before, 'none', context);
    if (before.live && (error.code === 'not-found' || error.code === 'gone')) {
      return { state: before, emitted: [], next: gone(before, context.nowMs, error) };
    }
    return error.code === 'not-found'
      ? notFound(before, errorReport(error), context)
      : { state: before, emitted: [], next: { outcome, error: errorReport(error) } };
  }
  const answered = before.answered || context.answeredMs > Number.NEGATIVE_INFINITY;
  const limitMs = outageLimit(context.options.maxOutageMs, answered);
  const state = withFailure(before, error, context, limitMs);
  const late = timedOut(state, context);
  if (late) return { state, emitted: [], next: late };
  return retry(state, error, { limitMs, answered }, context);
}

function notFound(before: WatchState, error: ErrorReport, context: PollContext): Transition {
  const state = withUnknownId(before, context.nowMs);
  if (mayAppear(state, context)) {
    return untilItAppears({ state, emitted: [] }, error, context);
  }
  const verdict = { outcome: 'not-found', error } as const;
  return { state, emitted: [], next: afterAppearing(state, verdict, context) };
}

/** With `--new`: the service reports that no import ever ran. A 404 doesn't mean that. */
function isNoneYet(
  { live }: WatchState,
  error: ImportwatchError,
  { options, named }: PollContext,
): boolean {
  if (options.once || !options.onlyNew || named || live) return false;
  return error.code === 'not-found' && error.status !== 404;
}

function retry(
  state: WatchState,
  error: ImportwatchError,
  { limitMs, answered }: { readonly limitMs: number; readonly answered: boolean },
  context: PollContext,
): Transition {
  const { options, nowMs, deadlineMs, notBeforeMs, random } = context;
  const { attempts = 1, firstMs = nowMs, sinceMs = nowMs } = state.failing ?? {};
  const outageEndMs = (options.once ? nowMs : sinceMs) + limitMs;
  const enough = options.once ? attempts > statusRetries : attempts > 1 && nowMs >= outageEndMs;
  if (enough) {
    const hint = options.once ? error.hint : hintAfterAll(error, answered);
    const message = `${error.message} importwatch gave up after ${attempts} polls in ${formatDuration(nowMs - firstMs)}.`;
    const report = { ...errorReport(error), message, ...(hint !== undefined && { hint }) };
    return { state, emitted: [], next: { outcome: 'no-answer', error: report } };
  }
  const retryMs = nowMs + retryDelay(attempts, random);
  const patientMs = nowMs < outageEndMs ? outageEndMs : retryMs;
  const latestMs = Math.min(patientMs, deadlineMs);
  const atMs = Math.min(Math.max(retryMs, notBeforeMs), latestMs);
  const notices =
    notBeforeMs > patientMs && patientMs < deadlineMs
      ? [longPauseNotice(notBeforeMs - nowMs, patientMs - nowMs, options.once)]
      : [];
  const { state: after, emitted } = warned(state, notices);
  const retry = { type: 'retry', error: errorReport(error), attempt: attempts } as const;
  return {
    state: after,
    emitted: [
      ...emitted,
      {
        ...retry,
        delayMs: atMs - nowMs,
        ...(!options.once && outageEndMs > nowMs && { givesUpMs: outageEndMs - nowMs }),
      },
    ],
    next: { atMs, latestMs },
  };
}

/**
 * A service that answers needs patience. Before its first answer, its address may be wrong, and
 * the error's own hint is enough.
 */
function hintAfterAll({ code, hint }: ImportwatchError, answered: boolean): string {
  const isThere = answered || code === 'busy' || code === 'rate-limited';
  if (hint !== undefined && !isThere) return hint;
  return [hint, 'To retry for longer, raise --max-outage.'].filter(Boolean).join(' ');
}
