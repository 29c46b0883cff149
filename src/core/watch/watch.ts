import type { ErrorReport } from '../model/errors.ts';
import type { HeartbeatEvent, ImportEvent, ResultEvent } from '../model/events.ts';
import type { WatchOptions } from '../model/options.ts';
import { exitCodes } from '../model/outcome.ts';
import type { ConnectedImport } from '../pacing/connected-import.ts';
import { estimateOf } from '../pacing/estimate.ts';
import { createHeartbeat } from '../pacing/heartbeat.ts';
import { type InFlightPoll, startPoll } from '../pacing/in-flight-poll.ts';
import { createWaitLimit } from '../pacing/wait-limit.ts';
import { done, Stop } from '../ports/abort.ts';
import type { Clock } from '../ports/clock.ts';
import { afterFailure } from './after-failure.ts';
import { afterSnapshot } from './after-snapshot.ts';
import { isNoneYet, stopped } from './at-stop.ts';
import { type PollResult, pollOnce } from './poll-once.ts';
import { timedOut } from './timed-out.ts';
import type { NextPoll, Transition } from './transition.ts';
import type { Verdict } from './verdict.ts';
import { noFailedNotices } from './warnings/notices.ts';
import { newWatchState } from './watch-state.ts';

/** The parts of the world that a watch needs. */
export interface WatchPorts {
  readonly clock: Clock;
  /** In [0, 1). */
  random(): number;
}

/**
 * Watches one import until it has ended, or until the options or the signal stop the watch. Yields
 * events. The last one is the `result`. Rejects only with errors that say nothing about an import:
 * usage errors and bugs.
 */
export async function* watch(
  connected: ConnectedImport,
  options: WatchOptions,
  { clock, random }: WatchPorts,
  stop: AbortSignal,
): AsyncGenerator<ImportEvent, void> {
  const closed = new AbortController();
  const signal = AbortSignal.any([stop, closed.signal]);
  const { target, service } = connected;
  const startedMs = clock.monotonic();
  const deadline = createWaitLimit(options, clock);
  let deadlineMs = deadline();
  const whileRunning = options.once && options.exitCode ? exitCodes.running : 0;
  const stamp = () => ({ at: clock.now(), target });
  let state = newWatchState(startedMs);
  const heartbeat = createHeartbeat(options.heartbeatMs, clock, signal);

  /** The result of `work`, after a heartbeat now and whenever nothing was reported for too long. */
  async function* beating<T>(
    work: Promise<T>,
  ): AsyncGenerator<HeartbeatEvent, { readonly value: T }> {
    for (;;) {
      heartbeat.spoke();
      const elapsedMs = clock.monotonic() - startedMs;
      yield { type: 'heartbeat', ...stamp(), elapsedMs, ...status() };
      const settled = await heartbeat.orBeat(work);
      if (settled) return settled;
    }
  }

  /**
   * Returns the time at which it was due. Meanwhile the service may have slowed down another
   * import.
   */
  async function sleepUntil({ atMs, latestMs }: NextPoll): Promise<number> {
    let dueMs = atMs;
    while (clock.monotonic() < dueMs) {
      await clock.sleep(dueMs - clock.monotonic(), signal);
      dueMs = Math.max(dueMs, Math.min(connected.rateLimit.notBefore(), latestMs));
    }
    return dueMs;
  }

  function status(): Pick<
    HeartbeatEvent,
    'snapshot' | 'estimate' | 'expected' | 'noneYet' | 'queue'
  > {
    const { last: snapshot, samples } = state;
    const queue = snapshot ? undefined : connected.queue?.status();
    const estimate = snapshot && estimateOf(samples, snapshot, clock.monotonic());
    const expected = snapshot && connected.expect?.(snapshot);
    return {
      ...(snapshot && { snapshot }),
      ...(estimate && { estimate }),
      ...(expected && { expected }),
      ...(isNoneYet(state) && { noneYet: true }),
      ...(queue && { queue }),
    };
  }

  function result(
    { outcome, error, gates, limit, unseenMs, noneYet, lastError }: Verdict,
    exitCode?: number,
  ): ResultEvent {
    return {
      type: 'result',
      ...stamp(),
      outcome,
      exitCode: exitCode ?? (outcome === null ? whileRunning : exitCodes[outcome]),
      durationMs: Math.round(clock.monotonic() - startedMs),
      polls: state.polls,
      ...(state.last && { snapshot: state.last }),
      ...(error && { error: outcome === 'not-found' ? withHint(error, connected) : error }),
      ...(gates && { gates }),
      ...(limit !== undefined && { limit }),
      ...(lastError !== undefined && { lastError }),
      ...(state.alreadyEnded && { alreadyEnded: true }),
      ...(unseenMs !== undefined && { unseenMs }),
      ...(noneYet && { noneYet }),
    };
  }

  function transitionAfter(answer: PollResult, inFlight: InFlightPoll, lateMs: number): Transition {
    const { askedMs, sentMs = askedMs, ageMs = 0 } = inFlight;
    const nowMs = clock.monotonic();
    const context = {
      options,
      service,
      named: target.id !== undefined,
      askedMs,
      sentMs,
      lateMs,
      answeredMs: connected.answeredMs?.() ?? Number.NEGATIVE_INFINITY,
      ageMs,
      nowMs,
      deadlineMs,
      notBeforeMs: connected.rateLimit.notBefore(),
      random: random(),
      ...(connected.reportsFailed !== undefined && { reportsFailed: connected.reportsFailed }),
      ...(connected.expect && { expect: connected.expect }),
      ...(connected.unusual && { unusual: connected.unusual }),
    };
    if ('snapshot' in answer) return afterSnapshot(state, answer.snapshot, context);
    if ('error' in answer) return afterFailure(state, answer.error, context);
    const next = timedOut(state, {
      ...context,
      nowMs: Math.max(nowMs, deadlineMs),
    }) as Verdict;
    return { state, emitted: [], next };
  }

  yield { type: 'start', ...stamp() };
  const warnings = [...(connected.warnings ?? []), ...noFailedNotices(connected, options)];
  for (const warning of warnings) yield { type: 'warning', ...stamp(), ...warning };
  try {
    for (let dueMs = startedMs, endMs: number | undefined; ; ) {
      state = { ...state, polls: state.polls + 1 };
      deadlineMs = deadline();
      // A single poll may take as long as a request may.
      const limitMs = options.timeoutMs === 0 ? Infinity : deadlineMs;
      const inFlight = startPoll(clock, connected.rateLimit.notBefore(), limitMs, endMs);
      const polling = pollOnce(connected.poll, inFlight, clock, signal);
      const answer = (await heartbeat.orBeat(polling)) ?? (yield* beating(polling));
      const notice = connected.queue?.notice();
      if (notice) yield { type: 'warning', ...stamp(), ...notice };
      const transition = transitionAfter(answer.value, inFlight, inFlight.askedMs - dueMs);
      state = transition.state;
      for (const event of transition.emitted) {
        if (event.type !== 'progress' || event.milestone) heartbeat.spoke();
        yield { ...event, ...stamp() };
      }
      if ('outcome' in transition.next) return yield result(transition.next);
      endMs = transition.next.endMs;
      const sleeping = sleepUntil(transition.next);
      const slept = (await heartbeat.orBeat(sleeping)) ?? (yield* beating(sleeping));
      dueMs = slept.value;
    }
  } catch (reason) {
    if (!signal.aborted || reason !== signal.reason) throw reason;
    const { kind, exitCode } = reason instanceof Stop ? reason : new Stop('interrupted', 130);
    const verdict: Verdict =
      kind === 'released' ? { outcome: null } : stopped(state, clock.monotonic());
    yield result(verdict, kind === 'released' ? undefined : exitCode);
  } finally {
    closed.abort(done);
  }
}

function withHint(error: ErrorReport, { ifNotFound }: ConnectedImport): ErrorReport {
  const hint = [error.hint, ifNotFound].filter(Boolean).join(' ');
  return hint === '' ? error : { ...error, hint };
}
