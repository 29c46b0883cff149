import type { Turn } from './turn.ts';

/** The turn of one request for several polls: what the limiter says of it holds for each. */
export function jointTurn(turns: readonly Turn[]): Turn {
  const most = (key: 'askedMs' | 'deadlineMs') => Math.max(...turns.map((turn) => turn[key]));
  return {
    askedMs: most('askedMs'),
    deadlineMs: most('deadlineMs'),
    knownMs: Math.min(...turns.map(({ knownMs }) => knownMs)),
    get waiting() {
      return turns[0]?.waiting;
    },
    set waiting(waiting) {
      for (const turn of turns) turn.waiting = waiting;
    },
    set departedMs(departedMs: number) {
      for (const turn of turns) turn.departedMs = departedMs;
    },
    get ageMs() {
      return turns[0]?.ageMs ?? 0;
    },
    set ageMs(ageMs: number) {
      for (const turn of turns) turn.ageMs = ageMs;
    },
  };
}

/** A signal that is aborted once all of these are; `release` stops listening to them. */
export function jointSignal(signals: readonly AbortSignal[]): {
  readonly signal: AbortSignal;
  release(): void;
} {
  const joint = new AbortController();
  let left = signals.length;
  const leave = () => {
    left -= 1;
    if (left === 0) joint.abort(signals[0]?.reason);
  };
  for (const signal of signals) {
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
  }
  return {
    signal: joint.signal,
    release() {
      for (const signal of signals) signal.removeEventListener('abort', leave);
    },
  };
}
