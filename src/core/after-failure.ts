import { waitForNext } from './after-snapshot.ts';
import { formatDuration } from './duration.ts';
import { type ErrorReport, errorReport, type ImportwatchError } from './errors.ts';
import { type History, withFailure } from './history.ts';
import { gone } from './lost.ts';
import { longPauseNotice } from './notices.ts';
import { outageLimit, retryDelay, statusRetries } from './schedule.ts';
import { type Moment, type Step, warned } from './step.ts';
import { timedOut } from './timed-out.ts';

/**
 * What follows from a poll that failed. A final error is the verdict; a transient one is asked
 * again, within the limits of an outage. Throws errors that say nothing of an import.
 */
export function afterFailure(before: History, error: ImportwatchError, moment: Moment): Step {
  const { outcome } = error;
  if (outcome === 'usage' || outcome === 'bug') throw error;
  if (!error.transient) {
    if (isNoneYet(before, error, moment)) return waitForNext(before, 'none', moment);
    if (before.live && (error.code === 'not-found' || error.code === 'gone')) {
      return { history: before, happenings: [], next: gone(before, moment.nowMs, error) };
    }
    return { history: before, happenings: [], next: { outcome, error: errorReport(error) } };
  }
  const answered = before.answered || moment.answeredMs > Number.NEGATIVE_INFINITY;
  const limitMs = outageLimit(moment.options.maxOutageMs, answered);
  const history = withFailure(before, error, moment, limitMs);
  const late = timedOut(history, moment);
  if (late) return { history, happenings: [], next: late };
  return retry(history, error, limitMs, moment);
}

/** With `--new`: the service says that no import ever ran. A 404 says nothing of the kind. */
function isNoneYet(
  { live }: History,
  error: ImportwatchError,
  { options, named }: Moment,
): boolean {
  if (options.once || !options.onlyNew || named || live) return false;
  return error.code === 'not-found' && error.status !== 404;
}

function retry(history: History, error: ImportwatchError, limitMs: number, moment: Moment): Step {
  const { options, nowMs, deadlineMs, notBeforeMs, random } = moment;
  const { attempts = 1, firstMs = nowMs, sinceMs = nowMs } = history.failing ?? {};
  const outageEndMs = (options.once ? nowMs : sinceMs) + limitMs;
  const enough = options.once ? attempts > statusRetries : attempts > 1 && nowMs >= outageEndMs;
  if (enough) {
    const report = lasting(error, nowMs - firstMs, attempts);
    return { history, happenings: [], next: { outcome: 'no-answer', error: report } };
  }
  const retryMs = nowMs + retryDelay(attempts, random);
  const patientMs = nowMs < outageEndMs ? outageEndMs : retryMs;
  const latestMs = Math.min(patientMs, deadlineMs);
  const atMs = Math.min(Math.max(retryMs, notBeforeMs), latestMs);
  const told =
    notBeforeMs > patientMs && patientMs < deadlineMs ? [longPauseNotice(patientMs - nowMs)] : [];
  const { history: after, happenings } = warned(history, told);
  const retry = { type: 'retry', error: errorReport(error), attempt: attempts } as const;
  return {
    history: after,
    happenings: [...happenings, { ...retry, delayMs: atMs - nowMs }],
    next: { atMs, latestMs },
  };
}

function lasting(error: ImportwatchError, forMs: number, attempts: number): ErrorReport {
  const report = errorReport(error);
  return {
    ...report,
    message: `${report.message} Asked ${attempts} times in ${formatDuration(forMs)} without a usable answer; what became of the import is not known.`,
  };
}
