import { abortable } from './abort.ts';
import type { Clock } from './clock.ts';
import type { Send } from './http.ts';
import type { RateLimit } from './rate-limit.ts';

const mostAtOnce = 8;

/**
 * Lets the requests to one origin pass: eight at a time, and no faster one after the other than
 * the service's rate limit allows to all of them together.
 */
export function createGate(
  rateLimit: Pick<RateLimit, 'gapMs'>,
  clock: Clock,
): (send: Send) => Send {
  const waiting = new Set<() => void>();
  let inside = 0;
  let lastMs = Number.NEGATIVE_INFINITY;

  async function enter(signal: AbortSignal): Promise<void> {
    while (inside >= mostAtOnce) {
      let wake = () => {};
      const turn = new Promise<void>((resolve) => {
        wake = resolve;
      });
      waiting.add(wake);
      try {
        await abortable(turn, signal);
      } finally {
        waiting.delete(wake);
      }
    }
    inside += 1;
  }

  function leave(): void {
    inside -= 1;
    const [next] = waiting;
    next?.();
  }

  async function keepGap(signal: AbortSignal): Promise<void> {
    const nowMs = clock.monotonic();
    lastMs = Math.max(nowMs, lastMs + rateLimit.gapMs());
    if (lastMs > nowMs) await clock.sleep(lastMs - nowMs, signal);
  }

  return (send) => async (request, signal) => {
    await enter(signal);
    try {
      await keepGap(signal);
      return await send(request, signal);
    } finally {
      leave();
    }
  };
}
