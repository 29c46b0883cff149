import { formatDuration } from './duration.ts';
import { estimateOf, forecastOf } from './estimate.ts';
import { type History, isFirstLook, isOtherRun, isPrevious, withSnapshot } from './history.ts';
import { gone, superseded } from './lost.ts';
import { isMilestone } from './milestone.ts';
import {
  cachedNotice,
  longPauseNotice,
  noChangeNotice,
  noticesOf,
  notOursNotice,
  otherRunNotice,
} from './notices.ts';
import {
  nextDelay,
  outageLimit,
  slowestPollMs,
  stallWarningMs,
  unknownIdGrace,
} from './schedule.ts';
import { hasChanged, hasEnded, type ImportSnapshot, type Warning } from './snapshot.ts';
import { type Happening, type Moment, type NextPoll, type Step, warned } from './step.ts';
import { timedOut } from './timed-out.ts';
import { unknownId, type Verdict, verdictOn } from './verdict.ts';

/** What follows from a usable answer. */
export function afterSnapshot(before: History, snapshot: ImportSnapshot, moment: Moment): Step {
  if (isNotOurs(before, snapshot, moment)) return waitForNext(before, snapshot, moment);
  if (before.live && snapshot.state === 'not-found') {
    const next = gone(before, moment.nowMs, unknownId(snapshot));
    return { history: before, happenings: [], next };
  }
  if (isOtherRun(before, snapshot)) {
    return { history: before, happenings: [], next: superseded(before, moment.nowMs) };
  }
  const { options, service, named, nowMs } = moment;
  const seen = withSnapshot(before, snapshot, nowMs);
  const waits = !options.once && options.onActionRequired === 'wait';
  const alreadyEnded = !named && isFirstLook(before) && hasEnded(snapshot);
  const notices = warned(seen, [
    ...noticesOf(snapshot, { service, alreadyEnded, waits }),
    ...(isFromCache(moment) ? [cachedNotice] : []),
    ...(seemsOtherRun(before.measured, snapshot) ? [otherRunNotice] : []),
  ]);
  const { history, happenings } = withProgress(before, notices, moment);
  const verdict = verdictOn(snapshot, { ...options, grace: isInGrace(history, moment) });
  const next = verdict ?? stalled(history, moment) ?? timedOut(history, moment);
  if (next !== undefined) return { history, happenings, next };
  const asides = warned(history, [...quietNotices(history, moment), ...patienceNotices(moment)]);
  return {
    history: asides.history,
    happenings: [...happenings, ...asides.happenings],
    next: nextPoll(history, moment),
  };
}

/** With `--new`, an import that had ended at the first look is waited out. */
function isNotOurs(history: History, snapshot: ImportSnapshot, moment: Moment): boolean {
  const { options, named } = moment;
  if (options.once || !options.onlyNew || named) return false;
  const old = isFirstLook(history) || isOlder(history, snapshot, moment);
  return (old && hasEnded(snapshot)) || isPrevious(history, snapshot);
}

/**
 * An end that follows from a standstill takes several polls to prove. The import was over before
 * the wait began if its last sign of life is an hour older: no two clocks are that far apart.
 */
function isOlder(
  { last, startedMs }: History,
  snapshot: ImportSnapshot,
  { nowMs }: Moment,
): boolean {
  const { vendorState, observedAt, updatedAt = observedAt } = snapshot;
  const silentMs = observedAt - updatedAt - (nowMs - startedMs);
  return last?.vendorState === vendorState && silentMs >= 3_600_000;
}

/** `previous` is `'none'` where no import ever ran. */
export function waitForNext(
  before: History,
  previous: ImportSnapshot | 'none',
  moment: Moment,
): Step {
  const { failing: _over, last: _old, ...rest } = before;
  const first = before.previous === undefined ? [notOursNotice(previous)] : [];
  const waiting = { ...rest, answered: true, live: false, previous };
  const { history, happenings } = warned(waiting, first);
  const next = timedOut(history, moment) ?? nextPoll(history, moment);
  return { history, happenings, next };
}

function withProgress(
  before: History,
  { history, happenings }: Omit<Step, 'next'>,
  { options, nowMs, expect }: Moment,
): Omit<Step, 'next'> {
  const { last: snapshot, milestone: lastMilestone } = history;
  if (options.once || snapshot === undefined || !hasChanged(before.last, snapshot)) {
    return { history, happenings };
  }
  const milestone = isMilestone(lastMilestone, snapshot, nowMs);
  const estimate = estimateOf(history.samples, snapshot, nowMs);
  const expected = expect?.(snapshot);
  const progress: Happening = {
    type: 'progress',
    snapshot,
    ...(estimate && { estimate }),
    ...(expected && { expected }),
    milestone,
  };
  return {
    history: milestone ? { ...history, milestone: { snapshot, atMs: nowMs } } : history,
    happenings: [...happenings, progress],
  };
}

function isInGrace({ unknownId }: History, moment: Moment): boolean {
  const { options, nowMs, deadlineMs } = moment;
  if (unknownId === undefined || options.once || nowMs >= deadlineMs) return false;
  const { polls, spanMs } = unknownIdGrace;
  return unknownId.polls < polls || nowMs - unknownId.sinceMs < spanMs;
}

/** Longer in a cache than polls are apart: the import may be further than the answer says. */
function isFromCache({ options: { intervalMs }, ageMs }: Moment): boolean {
  return ageMs > (intervalMs === 'auto' ? slowestPollMs : intervalMs);
}

/** A service that doesn't say which run it shows: another start, and counts that fell back. */
function seemsOtherRun(before: ImportSnapshot | undefined, after: ImportSnapshot): boolean {
  if (before?.startedAt === undefined || after.startedAt === undefined) return false;
  if (before.startedAt === after.startedAt || after.run !== undefined) return false;
  return (['completed', 'total', 'percent'] as const).some(
    (key) => (after[key] ?? Infinity) < (before[key] ?? Number.NEGATIVE_INFINITY),
  );
}

function stalled({ changedMs }: History, { options, nowMs }: Moment): Verdict | undefined {
  const { stallTimeoutMs } = options;
  if (stallTimeoutMs === undefined || nowMs - changedMs < stallTimeoutMs) return undefined;
  return {
    outcome: 'stalled',
    error: {
      code: 'stalled',
      message: `Nothing has changed for ${formatDuration(nowMs - changedMs)}; the import may still go on.`,
      hint: 'Look at the import in the service itself, or wait longer with --stall-timeout.',
    },
  };
}

function quietNotices({ changedMs }: History, { nowMs }: Moment): readonly Warning[] {
  return nowMs - changedMs >= stallWarningMs ? [noChangeNotice(stallWarningMs)] : [];
}

function patienceNotices(moment: Moment): readonly Warning[] {
  const { options, nowMs, notBeforeMs, deadlineMs } = moment;
  const limitMs = outageLimit(options.maxOutageMs, true);
  return Math.min(notBeforeMs, deadlineMs) - nowMs > limitMs ? [longPauseNotice(limitMs)] : [];
}

function nextPoll(history: History, moment: Moment): NextPoll {
  const { options, nowMs, deadlineMs, notBeforeMs, random, expect } = moment;
  const expected = history.last && expect?.(history.last);
  const standing = {
    elapsedMs: nowMs - history.startedMs,
    quietMs: nowMs - history.phaseChangedMs,
    unchangedMs: nowMs - history.changedMs,
    forecastMs: history.last && forecastOf(history.samples, history.last, nowMs),
    expectedMs: expected && expected.usualMs - expected.elapsedMs,
  };
  const delayMs = nextDelay(standing, options, random);
  const mostMs = isInGrace(history, moment) ? unknownIdGrace.spanMs / 2 : delayMs;
  const dueMs = nowMs + Math.min(delayMs, mostMs);
  const patientMs = Math.max(dueMs, nowMs + outageLimit(options.maxOutageMs, true));
  const stallMs = history.last
    ? history.changedMs + (options.stallTimeoutMs ?? Infinity)
    : Infinity;
  const latestMs = Math.max(nowMs, Math.min(patientMs, stallMs, deadlineMs));
  return { atMs: Math.min(Math.max(dueMs, notBeforeMs), latestMs), latestMs };
}
