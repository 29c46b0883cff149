import type { Clock } from '../core/ports/clock.ts';
import type { SavedAnswer } from '../recording/parse-recording.ts';
import { createPlayer } from '../recording/player.ts';
import { type Reply, type Served, serve } from './serve.ts';

/** A service on loopback that replays the answers of a recording. */
export function serveRecording(
  answers: readonly SavedAnswer[],
  monotonic: () => number,
): Promise<Served> {
  let startedMs: number | undefined;
  const player = createPlayer(answers, () => {
    startedMs ??= monotonic();
    return monotonic() - startedMs;
  });
  return serve(({ method, path, query, body }) => {
    const search = query.size > 0 ? `?${query}` : '';
    const answer = player({ method, address: path + search, body });
    return answer && replyOf(answer);
  });
}

function replyOf({ status, headers = {}, text }: SavedAnswer): Reply {
  if (status === undefined) return 'reset';
  const isSendable = Number.isInteger(status) && status >= 200 && status <= 599;
  return { status: isSendable ? status : 502, headers, text };
}

export interface ReplayClock extends Clock {
  /** Does the work while time stands still, so that it takes no time at any speed. */
  standStill<T>(work: () => Promise<T>): Promise<T>;
}

/** A clock that starts at `startedAt` and runs `speed` times as fast. */
export function clockAt(startedAt: number, speed: number, clock: Clock): ReplayClock {
  let beginMs = clock.monotonic();
  let stoppedMs = beginMs;
  let working = 0;
  const elapsed = () => ((working > 0 ? stoppedMs : clock.monotonic()) - beginMs) * speed;
  return {
    now: () => Math.round(startedAt + elapsed()),
    monotonic: elapsed,
    async sleep(ms, signal) {
      const until = elapsed() + ms;
      do await clock.sleep((until - elapsed()) / speed, signal);
      while (elapsed() < until);
    },
    async standStill(work) {
      if (working === 0) stoppedMs = clock.monotonic();
      working += 1;
      try {
        return await work();
      } finally {
        working -= 1;
        if (working === 0) beginMs += clock.monotonic() - stoppedMs;
      }
    },
  };
}
