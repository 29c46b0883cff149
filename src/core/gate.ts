import { abortable, done } from './abort.ts';
import type { Clock } from './clock.ts';
import type { Send } from './http.ts';
import type { RateLimit } from './rate-limit.ts';
import { usualOutageMs } from './schedule.ts';

const mostAtOnce = 8;
/** The first request goes alone for so long at most: its answer may tell of a limit. */
const headStartMs = 1000;

/**
 * Lets the requests to one origin pass: eight at a time, and no faster one after the other than
 * the service's rate limit allows to all of them together. One that waits here when the service
 * asks for a pause is held until it is over; one that comes later has its reasons to ask now.
 */
export function createGate(
  rateLimit: Pick<RateLimit, 'gapMs' | 'notBefore'>,
  clock: Clock,
): (send: Send) => Send {
  const waiting = new Set<() => void>();
  let most = 1;
  let inside = 0;
  let lastMs = Number.NEGATIVE_INFINITY;
  let departures: Promise<void> = Promise.resolve();
  let departing = 0;

  async function enter(signal: AbortSignal): Promise<void> {
    while (inside >= most) {
      let wake = () => {};
      const turn = new Promise<void>((resolve) => {
        wake = resolve;
      });
      waiting.add(wake);
      try {
        await abortable(turn, signal);
        waiting.delete(wake);
      } catch (reason) {
        // It may have been woken in the same moment: another takes its turn.
        waiting.delete(wake);
        wakeNext();
        throw reason;
      }
    }
    inside += 1;
    wakeNext();
  }

  function leave(): void {
    inside -= 1;
    wakeNext();
  }

  function open(): void {
    most = mostAtOnce;
    wakeNext();
  }

  /** Who is woken wakes the next where there is room for two. */
  function wakeNext(): void {
    const [next] = waiting;
    if (inside < most) next?.();
  }

  /** Whether the next may depart now, who knew of a pause until `knownMs`; else the ms to wait. */
  function waitMs(knownMs: number, latestMs: number): number {
    const pauseMs = rateLimit.notBefore();
    const newPauseMs = pauseMs > knownMs ? Math.min(pauseMs, latestMs) : Number.NEGATIVE_INFINITY;
    const nowMs = clock.monotonic();
    const atMs = Math.max(lastMs + rateLimit.gapMs(), newPauseMs);
    if (atMs > nowMs) return atMs - nowMs;
    lastMs = nowMs;
    return 0;
  }

  /** One after the other, so that what is learnt meanwhile holds for all that wait. */
  async function depart(knownMs: number, signal: AbortSignal): Promise<void> {
    const latestMs = clock.monotonic() + usualOutageMs;
    if (departing === 0 && waitMs(knownMs, latestMs) === 0) return;
    const departure = departures.then(async () => {
      for (;;) {
        signal.throwIfAborted();
        const ms = waitMs(knownMs, latestMs);
        if (ms === 0) return;
        await clock.sleep(ms, signal);
      }
    });
    departures = departure.catch(() => {});
    departing += 1;
    try {
      await abortable(departure, signal);
    } finally {
      departing -= 1;
    }
  }

  return (send) => async (request, signal) => {
    const knownMs = rateLimit.notBefore();
    await enter(signal);
    const settled = most === 1 ? new AbortController() : undefined;
    if (settled) {
      const alone = clock.sleep(headStartMs, settled.signal);
      void alone.catch(() => {}).then(open);
    }
    try {
      await depart(knownMs, signal);
      return await send(request, signal);
    } finally {
      settled?.abort(done);
      leave();
    }
  };
}
