import type { Clock } from './clock.ts';
import type { HttpAnswer } from './http.ts';

/** What the headers of a service say about when to ask again. It only ever slows down. */
export interface RateLimit {
  note(answer: HttpAnswer): void;
  /** Monotonic ms before which nothing is to be asked; -Infinity if the service says nothing. */
  notBefore(): number;
  /** Ms between any two requests that keep within what remains of the service's window; 0: any. */
  gapMs(): number;
}

/** One for each origin: what it says holds for every import that is asked there. */
export function createRateLimit(clock: Clock): RateLimit {
  let notBefore = Number.NEGATIVE_INFINITY;
  let gapMs = 0;
  return {
    note(answer) {
      const pauseMs = pauseOf(answer, clock.now());
      gapMs = gapOf(answer, clock.now()) ?? 0;
      const fromNow = clock.monotonic() + (pauseMs ?? gapMs);
      // A good answer that asks for no pause has taken back what an earlier one asked for.
      notBefore = answer.status < 400 ? fromNow : Math.max(notBefore, fromNow);
    },
    notBefore: () => notBefore,
    gapMs: () => gapMs,
  };
}

/** Longest pause that a window of a rate limit can ask for: a skewed clock must not stop a watch. */
const maxWindowMs = 120_000;

/** Ms without any request that `Retry-After` asks for (RFC 9110: seconds, or a date). */
export function pauseOf({ headers }: HttpAnswer, now: number): number | undefined {
  const retryAfter = headers['retry-after']?.trim() ?? '';
  const ms = /^\d+$/.test(retryAfter)
    ? Number(retryAfter) * 1000
    : Date.parse(retryAfter) - serverTime(headers, now);
  return ms >= 0 ? ms : undefined;
}

/**
 * Ms between requests that spread what remains of a window over its rest: `X-RateLimit-*`, or
 * `RateLimit` and `RateLimit-*` of the IETF draft.
 */
export function gapOf({ headers }: HttpAnswer, now: number): number | undefined {
  const { remaining, resetMs } = windowOf(headers, serverTime(headers, now));
  if (remaining === undefined || resetMs === undefined) return undefined;
  return Math.min(maxWindowMs, resetMs / Math.max(1, remaining));
}

/** A time that a service gives is one of its own clock. */
function serverTime(headers: HttpAnswer['headers'], now: number): number {
  return Date.parse(headers['date'] ?? '') || now;
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
