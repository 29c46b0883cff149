import { hasChanged, hasEnded, type ImportSnapshot } from '../model/snapshot.ts';
import { estimateOf, forecastOf } from '../pacing/estimate.ts';
import { nextDelay, outageLimit, slowestPollMs, unknownIdGrace } from '../pacing/schedule.ts';
import { formatDuration } from '../text/duration.ts';
import { afterAppearing, isInGrace, mayAppear, untilItAppears } from './appear-timeout.ts';
import { gone, superseded } from './lost.ts';
import { timedOut } from './timed-out.ts';
import {
  type EmittedEvent,
  type NextPoll,
  type PollContext,
  type Transition,
  warned,
} from './transition.ts';
import { unknownId, type Verdict, verdictOn } from './verdict.ts';
import {
  beganSince,
  cachedNotice,
  noticesOf,
  notOursNotice,
  otherRunNotice,
} from './warnings/notices.ts';
import { warningsWhileWaiting } from './warnings/while-waiting.ts';
import {
  isFirstPoll,
  isMilestone,
  isOtherRun,
  isPrevious,
  type WatchState,
  withSnapshot,
} from './watch-state.ts';

/** The transition after a usable answer. */
export function afterSnapshot(
  before: WatchState,
  snapshot: ImportSnapshot,
  context: PollContext,
): Transition {
  if (isNotOurs(before, snapshot, context)) return waitForNext(before, snapshot, context);
  if (before.live && snapshot.state === 'not-found') {
    return { state: before, emitted: [], next: gone(before, context.nowMs, unknownId(snapshot)) };
  }
  if (isOtherRun(before, snapshot)) {
    return { state: before, emitted: [], next: superseded(before, context.nowMs) };
  }
  const { options, service, named, reportsFailed, nowMs } = context;
  const seen = withSnapshot(before, snapshot, nowMs);
  const waits = !options.once && options.onActionRequired === 'wait';
  const alreadyEnded = !named && isFirstPoll(before) && hasEnded(snapshot);
  const notices = warned(seen, [
    ...noticesOf(snapshot, { ...options, service, alreadyEnded, waits, reportsFailed }),
    ...(isFromCache(context) ? [cachedNotice] : []),
    ...(seemsOtherRun(before.measured, snapshot) ? [otherRunNotice] : []),
    ...(snapshot.state === 'succeeded' ? (context.unusual?.(snapshot) ?? []) : []),
  ]);
  const { state, emitted } = withProgress(before, notices, context);
  if (mayAppear(state, context)) {
    return untilItAppears({ state, emitted }, unknownId(snapshot), context);
  }
  const verdict = verdictOn(snapshot, { ...options, grace: isInGrace(state, context) });
  const ended = verdict && afterAppearing(state, verdict, context);
  const next = ended ?? stalled(state, context) ?? timedOut(state, context);
  if (next !== undefined) return { state, emitted, next };
  const waiting = warned(state, warningsWhileWaiting(state, context));
  return {
    state: waiting.state,
    emitted: [...emitted, ...waiting.emitted],
    next: nextPoll(state, context),
  };
}

/** With `--new`, an import that had finished at the first poll isn't the one to wait for. */
function isNotOurs(state: WatchState, snapshot: ImportSnapshot, context: PollContext): boolean {
  const { options, named } = context;
  const isOurs = named || beganSince(snapshot, options.startedSince);
  if (options.once || !options.onlyNew || isOurs) return false;
  const old = isFirstPoll(state) || isOlder(state, snapshot, context);
  return (old && hasEnded(snapshot)) || isPrevious(state, snapshot);
}

/**
 * A standstill takes several polls to count as an end. The import was over before the wait began if
 * its last sign of life is an hour older: no two clocks are that far apart.
 */
function isOlder(
  { last, startedMs }: WatchState,
  snapshot: ImportSnapshot,
  { nowMs }: PollContext,
): boolean {
  const { vendorState, observedAt, updatedAt = observedAt } = snapshot;
  const silentMs = observedAt - updatedAt - (nowMs - startedMs);
  return last?.vendorState === vendorState && silentMs >= 3_600_000;
}

/** `previous` is `'none'` if no import ever ran. */
export function waitForNext(
  before: WatchState,
  previous: ImportSnapshot | 'none',
  context: PollContext,
): Transition {
  const { failing: _over, last: _old, ...rest } = before;
  const first = before.previous === undefined ? [notOursNotice(previous)] : [];
  const waiting = { ...rest, answered: true, live: false, previous };
  const { state, emitted } = warned(waiting, first);
  const next = timedOut(state, context) ?? nextPoll(state, context);
  return { state, emitted, next };
}

function withProgress(
  before: WatchState,
  { state, emitted }: Omit<Transition, 'next'>,
  { options, nowMs, expect }: PollContext,
): Omit<Transition, 'next'> {
  const { last: snapshot, milestone: lastMilestone } = state;
  if (options.once || snapshot === undefined || !hasChanged(before.last, snapshot)) {
    return { state, emitted };
  }
  const milestone = isMilestone(lastMilestone, snapshot, nowMs);
  const estimate = estimateOf(state.samples, snapshot, nowMs);
  const expected = expect?.(snapshot);
  const progress: EmittedEvent = {
    type: 'progress',
    snapshot,
    ...(estimate && { estimate }),
    ...(expected && { expected }),
    milestone,
  };
  return {
    state: milestone ? { ...state, milestone: { snapshot, atMs: nowMs } } : state,
    emitted: [...emitted, progress],
  };
}

/**
 * In a cache for longer than the time between polls: the import may be further than the answer
 * says.
 */
function isFromCache({ options: { intervalMs }, ageMs }: PollContext): boolean {
  return ageMs > (intervalMs === 'auto' ? slowestPollMs : intervalMs);
}

/** For a service that doesn't identify its runs: a different start, and counts that fell back. */
function seemsOtherRun(before: ImportSnapshot | undefined, after: ImportSnapshot): boolean {
  if (before?.startedAt === undefined || after.startedAt === undefined) return false;
  if (before.startedAt === after.startedAt || after.run !== undefined) return false;
  return (['completed', 'total', 'percent'] as const).some(
    (key) => (after[key] ?? Infinity) < (before[key] ?? Number.NEGATIVE_INFINITY),
  );
}

function stalled({ changedMs }: WatchState, { options, nowMs }: PollContext): Verdict | undefined {
  const { stallTimeoutMs } = options;
  if (stallTimeoutMs === undefined || nowMs - changedMs < stallTimeoutMs) return undefined;
  return {
    outcome: 'stalled',
    error: {
      code: 'stalled',
      message: `Nothing has changed for ${formatDuration(nowMs - changedMs)}. The import may still be running.`,
      hint: 'Check the import in the service, or raise --stall-timeout.',
    },
  };
}

function nextPoll(state: WatchState, context: PollContext): NextPoll {
  const { options, nowMs, deadlineMs, notBeforeMs, random, expect } = context;
  const expected = state.last && expect?.(state.last);
  const timing = {
    elapsedMs: nowMs - state.startedMs,
    quietMs: nowMs - state.phaseChangedMs,
    unchangedMs: nowMs - state.changedMs,
    forecastMs: state.last && forecastOf(state.samples, state.last, nowMs),
    expectedMs: expected && expected.usualMs - expected.elapsedMs,
  };
  const delayMs = nextDelay(timing, options, random);
  const mostMs = isInGrace(state, context) ? unknownIdGrace.spanMs / 2 : delayMs;
  const dueMs = nowMs + Math.min(delayMs, mostMs);
  const patientMs = Math.max(dueMs, nowMs + outageLimit(options.maxOutageMs, true));
  const stallMs = state.last ? state.changedMs + (options.stallTimeoutMs ?? Infinity) : Infinity;
  const latestMs = Math.max(nowMs, Math.min(patientMs, stallMs, deadlineMs));
  const { forecastMs, expectedMs = Infinity } = timing;
  const endMs = nowMs + (forecastMs ?? expectedMs);
  return { atMs: Math.min(Math.max(dueMs, notBeforeMs), latestMs), latestMs, endMs };
}
