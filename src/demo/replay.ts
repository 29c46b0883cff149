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

/**
 * A clock that starts at `startedAt` and runs `speed` times as fast. What the program computes takes
 * no time on it, so that a slow machine changes nothing: time passes only while the process is idle,
 * and never beyond the end of a sleep that hasn't ended yet.
 */
export function clockAt(startedAt: number, speed: number, clock: Clock): ReplayClock {
  const idleMs = () => clock.idleMs?.() ?? clock.monotonic();
  /** The time at the last change, and how long the process had been idle then. */
  let last = { elapsed: 0, idle: idleMs() };
  let working = 0;
  const sleepers = new Set<{ readonly until: number }>();
  const elapsed = () => {
    const passed = working > 0 ? 0 : (idleMs() - last.idle) * speed;
    return [...sleepers].reduce(
      (least, { until }) => Math.min(least, until),
      last.elapsed + passed,
    );
  };
  const change = (apply: () => void) => {
    last = { elapsed: elapsed(), idle: idleMs() };
    apply();
  };
  return {
    now: () => Math.round(startedAt + elapsed()),
    monotonic: elapsed,
    async sleep(ms, signal) {
      const sleeper = { until: elapsed() + ms };
      sleepers.add(sleeper);
      try {
        do await clock.sleep((sleeper.until - elapsed()) / speed, signal);
        while (elapsed() < sleeper.until);
      } finally {
        change(() => sleepers.delete(sleeper));
      }
    },
    async standStill(work) {
      change(() => {
        working += 1;
      });
      try {
        return await work();
      } finally {
        change(() => {
          working -= 1;
        });
      }
    },
  };
}
