import type { InFlightPoll } from './in-flight-poll.ts';

/**
 * For one request that serves several polls: a signal that is aborted once the signals of all polls
 * are. The request counts as the poll in flight of each of them. `release` stops listening to their
 * signals.
 */
export function joinPolls(
  signals: readonly AbortSignal[],
  pollsInFlight: WeakMap<AbortSignal, InFlightPoll>,
): { readonly signal: AbortSignal; release(): void } {
  const joint = new AbortController();
  let left = signals.length;
  const leave = () => {
    left -= 1;
    if (left === 0) joint.abort(signals[0]?.reason);
  };
  for (const signal of signals) {
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave);
  }
  const each = signals.flatMap((signal) => pollsInFlight.get(signal) ?? []);
  if (each.length > 0) pollsInFlight.set(joint.signal, joinedPoll(each));
  return {
    signal: joint.signal,
    release() {
      for (const signal of signals) signal.removeEventListener('abort', leave);
    },
  };
}

/** The limiter notes the same for each of the polls that share a request. */
function joinedPoll(polls: readonly InFlightPoll[]): InFlightPoll {
  const most = (key: 'askedMs' | 'deadlineMs') => Math.max(...polls.map((poll) => poll[key]));
  return {
    askedMs: most('askedMs'),
    deadlineMs: most('deadlineMs'),
    knownPauseMs: Math.min(...polls.map(({ knownPauseMs }) => knownPauseMs)),
    endMs: Math.min(...polls.map(({ endMs = Infinity }) => endMs)),
    get waiting() {
      return polls[0]?.waiting;
    },
    set waiting(waiting) {
      for (const poll of polls) poll.waiting = waiting;
    },
    set sentMs(sentMs: number) {
      for (const poll of polls) poll.sentMs = sentMs;
    },
    get ageMs() {
      return polls[0]?.ageMs ?? 0;
    },
    set ageMs(ageMs: number) {
      for (const poll of polls) poll.ageMs = ageMs;
    },
  };
}
