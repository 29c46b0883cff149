import type { Turn } from './turn.ts';

/**
 * For one request for several polls: a signal that is aborted once all of theirs are, and has a turn
 * that stands for all. `release` stops listening to them.
 */
export function jointly(
  signals: readonly AbortSignal[],
  turns: WeakMap<AbortSignal, Turn>,
): { readonly signal: AbortSignal; release(): void } {
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
  const each = signals.flatMap((signal) => turns.get(signal) ?? []);
  if (each.length > 0) turns.set(joint.signal, jointTurn(each));
  return {
    signal: joint.signal,
    release() {
      for (const signal of signals) signal.removeEventListener('abort', leave);
    },
  };
}

/** The turn of one request for several polls: what the limiter says of it holds for each. */
function jointTurn(turns: readonly Turn[]): Turn {
  const most = (key: 'askedMs' | 'deadlineMs') => Math.max(...turns.map((turn) => turn[key]));
  return {
    askedMs: most('askedMs'),
    deadlineMs: most('deadlineMs'),
    knownMs: Math.min(...turns.map(({ knownMs }) => knownMs)),
    endMs: Math.min(...turns.map(({ endMs = Infinity }) => endMs)),
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
