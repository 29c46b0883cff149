import { waitForNext } from './after-snapshot.ts';
import { formatDuration } from './duration.ts';
import { type ErrorReport, errorReport, type ImportwatchError } from './errors.ts';
import { type History, withFailure } from './history.ts';
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
    return { history: before, happenings: [], next: { outcome, error: errorReport(error) } };
  }
  const history = withFailure(before, error, moment.askedMs);
  const late = timedOut(history, moment);
  if (late) return { history, happenings: [], next: late };
  return retry(history, error, moment);
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

function retry(history: History, error: ImportwatchError, moment: Moment): Step {
  const { options, nowMs, deadlineMs, notBeforeMs, random } = moment;
  const { attempts = 1, sinceMs = nowMs } = history.failing ?? {};
  const limitMs = outageLimit(options.maxOutageMs, history.answered);
  const outageEndMs = (options.once ? nowMs : sinceMs) + limitMs;
  const enough = options.once ? attempts > statusRetries : nowMs >= outageEndMs;
  if (enough) {
    const report = lasting(error, nowMs - sinceMs, attempts);
    return { history, happenings: [], next: { outcome: 'no-answer', error: report } };
  }
  const wantedMs = Math.max(nowMs + retryDelay(attempts, random), notBeforeMs);
  const latestMs = Math.min(outageEndMs, deadlineMs);
  const atMs = Math.min(wantedMs, latestMs);
  const told = notBeforeMs > outageEndMs ? [longPauseNotice(outageEndMs - nowMs)] : [];
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
  const times = attempts === 1 ? 'once' : `${attempts} times in ${formatDuration(forMs)}`;
  return {
    ...report,
    message: `${report.message} Asked ${times} without a usable answer; what became of the import is not known.`,
  };
}
