import { abortable, done } from '../ports/abort.ts';
import type { Clock } from '../ports/clock.ts';
import type { Send } from '../ports/send.ts';
import { type InFlightPoll, queuedUntilMs } from './in-flight-poll.ts';
import type { RateLimit } from './rate-limit.ts';
import { usualOutageMs } from './schedule.ts';

const mostAtOnce = 8;
/** The first request goes alone for at most this long: its answer may announce a limit. */
const headStartMs = 1000;

/**
 * Limits the requests to one origin: at most eight in parallel, and together no faster than the
 * service's rate limit allows. A pause holds back every request, except those of a poll that began
 * in spite of it. When its wait ends, a request that is held back leaves as the last poll, and one
 * that is still queued is never sent. `pollsInFlight` has them by their signals.
 */
export function createRequestLimiter(
  rateLimit: Pick<RateLimit, 'gapMs' | 'notBefore'>,
  clock: Clock,
  pollsInFlight: Pick<WeakMap<AbortSignal, InFlightPoll>, 'get'> = new WeakMap(),
): (send: Send) => Send {
  const waiting = new Set<() => void>();
  let most = 1;
  let inside = 0;
  let lastMs = Number.NEGATIVE_INFINITY;
  let departures: Promise<void> = Promise.resolve();

  async function acquire(inFlight: InFlightPoll | undefined, signal: AbortSignal): Promise<void> {
    while (inside >= most) {
      if (inFlight) inFlight.waiting = 'queued';
      let wake = () => {};
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      waiting.add(wake);
      try {
        await abortable(woken, signal);
        waiting.delete(wake);
      } catch (reason) {
        // It may have been woken at the same time: another one goes first.
        waiting.delete(wake);
        wakeNext();
        throw reason;
      }
    }
    inside += 1;
    wakeNext();
  }

  function release(): void {
    inside -= 1;
    wakeNext();
  }

  function rampUp(): void {
    most = mostAtOnce;
    wakeNext();
  }

  /** Whoever is woken wakes the next one if there is room for two. */
  function wakeNext(): void {
    const [next] = waiting;
    if (inside < most) next?.();
  }

  /** Ms until a request that is held back since `throttledMs` may leave; 0: now. */
  function waitMs(inFlight: InFlightPoll | undefined, throttledMs: number): number {
    const { knownPauseMs = Number.NEGATIVE_INFINITY, deadlineMs = Infinity } = inFlight ?? {};
    const pauseMs = rateLimit.notBefore();
    const newPauseMs =
      pauseMs > knownPauseMs
        ? Math.min(pauseMs, throttledMs + usualOutageMs)
        : Number.NEGATIVE_INFINITY;
    const nowMs = clock.monotonic();
    const atMs = Math.min(Math.max(lastMs + rateLimit.gapMs(), newPauseMs), deadlineMs);
    if (atMs > nowMs) return atMs - nowMs;
    lastMs = nowMs;
    return 0;
  }

  /** One after the other, so that new limits apply to all that wait. */
  async function throttle(inFlight: InFlightPoll | undefined, signal: AbortSignal): Promise<void> {
    const throttledMs = clock.monotonic();
    const leftMs = (inFlight?.deadlineMs ?? Infinity) - throttledMs;
    const left = new AbortController();
    const departure = departures.then(async () => {
      while (!left.signal.aborted) {
        signal.throwIfAborted();
        const ms = waitMs(inFlight, throttledMs);
        if (ms === 0) return;
        await clock.sleep(ms, signal);
      }
    });
    departures = departure.catch(() => {});
    // The deadline also applies to a request that waits behind others.
    const ways = leftMs === Infinity ? [departure] : [departure, clock.sleep(leftMs, left.signal)];
    try {
      await abortable(Promise.race(ways), signal);
      lastMs = clock.monotonic();
    } finally {
      left.abort(done);
    }
  }

  return (send) => async (request, signal) => {
    const inFlight = pollsInFlight.get(signal);
    await acquire(inFlight, signal);
    const settled = most === 1 ? new AbortController() : undefined;
    if (settled) {
      const alone = clock.sleep(headStartMs, settled.signal);
      void alone.catch(() => {}).then(rampUp);
    }
    try {
      if (inFlight?.waiting === 'queued' && clock.monotonic() >= queuedUntilMs(inFlight)) {
        await abortable(new Promise<never>(() => {}), signal);
      }
      if (inFlight) inFlight.waiting = 'throttled';
      await throttle(inFlight, signal);
      const sentMs = clock.monotonic();
      if (inFlight) {
        inFlight.waiting = undefined;
        inFlight.sentMs = sentMs;
      }
      return { ...(await send(request, signal)), sentMs };
    } finally {
      settled?.abort(done);
      release();
    }
  };
}
