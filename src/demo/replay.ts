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

/** A clock that starts at `startedAt` and runs `speed` times as fast. */
export function clockAt(startedAt: number, speed: number, clock: Clock): Clock {
  const beginMs = clock.monotonic();
  const elapsed = () => (clock.monotonic() - beginMs) * speed;
  return {
    now: () => Math.round(startedAt + elapsed()),
    monotonic: elapsed,
    sleep: (ms, signal) => clock.sleep(ms / speed, signal),
  };
}
