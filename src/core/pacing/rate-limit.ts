import type { Clock } from '../ports/clock.ts';
import type { HttpAnswer } from '../ports/send.ts';

/**
 * The time of the next request according to the service's headers. It can only slow importwatch
 * down.
 */
export interface RateLimit {
  /** `isGood`: a regular answer, not an error. */
  note(answer: HttpAnswer, isGood: boolean): void;
  /** Monotonic ms before which no request may leave; -Infinity if the service sets no limit. */
  notBefore(): number;
  /** Ms between any two requests that stay within the rest of the service's window; 0: no limit. */
  gapMs(): number;
}

/** One for each origin: its limits apply to all imports there. */
export function createRateLimit(clock: Clock): RateLimit {
  const never = Number.NEGATIVE_INFINITY;
  let pause = { beganMs: never, untilMs: never };
  let gap = { sentMs: never, ms: 0, untilMs: never };

  /** A good answer lifts a pause only if its request left after the pause began. */
  function notePause(wantedMs: number | undefined, isGood: boolean, sentMs: number): void {
    const nowMs = clock.monotonic();
    const untilMs = wantedMs === undefined ? never : nowMs + wantedMs;
    if (isGood && sentMs > pause.beganMs) pause = { beganMs: nowMs, untilMs };
    else if (untilMs > never) pause = { beganMs: nowMs, untilMs: Math.max(pause.untilMs, untilMs) };
  }

  return {
    note(answer, isGood) {
      const nowMs = clock.monotonic();
      const { sentMs = nowMs } = answer;
      notePause(pauseOf(answer, clock.now()), isGood, sentMs);
      const ms = gapOf(answer, clock.now()) ?? (isGood ? 0 : undefined);
      // Answers can overtake each other. The answer to the latest request is the most accurate.
      if (ms !== undefined && (sentMs > gap.sentMs || ms > gap.ms)) {
        gap = { sentMs, ms, untilMs: nowMs + ms };
      }
    },
    notBefore: () => Math.max(pause.untilMs, gap.untilMs),
    gapMs: () => gap.ms,
  };
}

/** Longest pause that a window of a rate limit can ask for: a skewed clock must not stop a watch. */
const maxWindowMs = 120_000;

/**
 * Ms without any request: the value of `Retry-After` (RFC 9110: seconds, or a date), or the rest of
 * a window that has no requests left.
 */
export function pauseOf({ headers }: HttpAnswer, now: number): number | undefined {
  const retryAfter = headers['retry-after']?.trim() ?? '';
  const ms = /^\d+$/.test(retryAfter)
    ? Number(retryAfter) * 1000
    : Date.parse(retryAfter) - serverTime(headers, now);
  if (ms >= 0) return ms;
  const { remaining, resetMs } = windowOf(headers, serverTime(headers, now));
  return remaining === 0 && resetMs !== undefined ? Math.min(maxWindowMs, resetMs) : undefined;
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

/** The service's clock, if it gives one. */
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

/** A reset is epoch ms, epoch seconds, or seconds from now. They differ in size. */
function untilReset(reset: number | undefined, serverNow: number): number | undefined {
  if (reset === undefined) return undefined;
  if (reset > 1e11) return Math.max(0, reset - serverNow);
  if (reset > 1e9) return Math.max(0, reset * 1000 - serverNow);
  return reset * 1000;
}

function number(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}
