import { abortable, done } from '../ports/abort.ts';
import type { Clock } from '../ports/clock.ts';
import type { Send } from '../ports/send.ts';
import { type InFlightPoll, queuedUntilMs } from './in-flight-poll.ts';
import type { RateLimit } from './rate-limit.ts';
import { usualOutageMs } from './schedule.ts';
import { createLine } from './waiting-line.ts';

const mostAtOnce = 8;
/** The first request goes alone for at most this long: its answer may announce a limit. */
const headStartMs = 1000;
const never = new AbortController().signal;
/** Under a limit, every such turn goes to an import that should have ended by now, if there is one. */
const everyUrgent = 4;

/** A request in line for its turn. */
interface Waiting {
  readonly endMs: number;
  admit(): void;
}

/**
 * Limits the requests to one origin: at most eight in parallel, and together no faster than the
 * rate limit of the service allows. A pause delays every request, except requests of a poll that
 * began during the pause. When the time of a wait is over, a delayed request leaves as the last
 * poll, and a request that is still queued is never sent. Under a limit, imports that should have
 * ended by their forecast go first, but at most every fourth time. `pollsInFlight` has the polls by
 * their signals.
 */
export function createRequestLimiter(
  rateLimit: Pick<RateLimit, 'gapMs' | 'notBefore'>,
  clock: Clock,
  pollsInFlight: Pick<WeakMap<AbortSignal, InFlightPoll>, 'get'> = new WeakMap(),
): (send: Send) => Send {
  const line = createLine<Waiting>();
  let most = 1;
  let inside = 0;
  let isAdmitting = false;
  let admitted = 0;
  let throttled = 0;
  let lastMs = Number.NEGATIVE_INFINITY;
  let departures: Promise<void> = Promise.resolve();

  /** Resolves once it has its turn, which it must release. */
  function acquire(
    inFlight: InFlightPoll | undefined,
    signal: AbortSignal,
  ): Promise<void> | undefined {
    signal.throwIfAborted();
    if (inside < most && line.first === undefined) {
      inside += 1;
      return undefined;
    }
    if (inFlight) inFlight.waiting = 'queued';
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        leave();
        reject(signal.reason);
      };
      const admit = () => {
        leave();
        signal.removeEventListener('abort', onAbort);
        inside += 1;
        resolve();
      };
      const leave = line.join({ endMs: inFlight?.endMs ?? Infinity, admit });
      signal.addEventListener('abort', onAbort);
    });
  }

  function admitNext(): void {
    while (inside < most) {
      const next = nextInLine();
      if (next === undefined) return;
      admitted += 1;
      next.admit();
    }
  }

  function nextInLine(): Waiting | undefined {
    const isUrgentTurn = admitted % everyUrgent === 0 && rateLimit.gapMs() > 0;
    const nowMs = clock.monotonic();
    const urgent = isUrgentTurn ? line.find(({ endMs }) => endMs <= nowMs) : undefined;
    return urgent ?? line.first;
  }

  /**
   * Once all answers that are there have been handled: they may announce a limit, and requests that
   * leave together wake the service once.
   */
  function release(): void {
    inside -= 1;
    if (isAdmitting || line.first === undefined) return;
    isAdmitting = true;
    void clock.sleep(0, never).then(() => {
      isAdmitting = false;
      admitNext();
    });
  }

  function rampUp(): void {
    most = mostAtOnce;
    admitNext();
  }

  /** Ms until a request that has been delayed since `throttledMs` can leave, or 0 for now. */
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

  /** One after the other, so that a new limit applies to all waiting requests. */
  async function throttle(inFlight: InFlightPoll | undefined, signal: AbortSignal): Promise<void> {
    const throttledMs = clock.monotonic();
    if (throttled === 0 && waitMs(inFlight, throttledMs) === 0) return;
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
    throttled += 1;
    try {
      await abortable(Promise.race(ways), signal);
      lastMs = clock.monotonic();
    } finally {
      throttled -= 1;
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
