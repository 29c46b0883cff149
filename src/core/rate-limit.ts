import type { Clock } from './clock.ts';
import type { HttpAnswer } from './http.ts';

/** What the headers of a service say about when to ask again. It only ever slows down. */
export interface RateLimit {
  note(answer: HttpAnswer): void;
  /** Monotonic ms before which nothing is to be asked; -Infinity if the service says nothing. */
  notBefore(): number;
}

/** One for each origin: what it says holds for every import that is asked there. */
export function createRateLimit(clock: Clock): RateLimit {
  let notBefore = Number.NEGATIVE_INFINITY;
  return {
    note(answer) {
      const waitMs = waitOf(answer, clock.now());
      if (waitMs !== undefined) notBefore = Math.max(notBefore, clock.monotonic() + waitMs);
    },
    notBefore: () => notBefore,
  };
}

/** Longest pause that a window of a rate limit can ask for: a skewed clock must not stop a watch. */
const maxWindowMs = 120_000;

/**
 * Ms to wait that an answer asks for: `Retry-After` (RFC 9110, seconds or date), else what
 * `X-RateLimit-*` or `RateLimit-*` leave: the window's rest over the calls that remain in it.
 */
export function waitOf({ headers }: HttpAnswer, now: number): number | undefined {
  const serverNow = Date.parse(headers['date'] ?? '') || now;
  const retryAfter = headers['retry-after'];
  if (retryAfter !== undefined) {
    const ms = /^\d+$/.test(retryAfter)
      ? Number(retryAfter) * 1000
      : Date.parse(retryAfter) - serverNow;
    if (ms >= 0) return ms;
  }
  const { remaining, resetMs } = windowOf(headers, serverNow);
  if (remaining === undefined || resetMs === undefined) return undefined;
  return Math.min(maxWindowMs, resetMs / Math.max(1, remaining));
}

function windowOf(
  headers: HttpAnswer['headers'],
  serverNow: number,
): { remaining?: number | undefined; resetMs?: number | undefined } {
  const draft = headers['ratelimit'];
  const reset =
    headers['x-ratelimit-reset'] ??
    headers['ratelimit-reset'] ??
    /(?:^|[;,\s])(?:t|reset)=(\d+)/.exec(draft ?? '')?.[1];
  const remaining =
    headers['x-ratelimit-remaining'] ??
    headers['ratelimit-remaining'] ??
    /(?:^|[;,\s])(?:r|remaining)=(\d+)/.exec(draft ?? '')?.[1];
  return { remaining: number(remaining), resetMs: untilReset(number(reset), serverNow) };
}

/** A reset is epoch ms, epoch seconds, or seconds from now: told apart by size. */
function untilReset(reset: number | undefined, serverNow: number): number | undefined {
  if (reset === undefined) return undefined;
  if (reset > 1e11) return Math.max(0, reset - serverNow);
  if (reset > 1e9) return Math.max(0, reset * 1000 - serverNow);
  return reset * 1000;
}

function number(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}
