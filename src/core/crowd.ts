import { crowdNotice } from './notices.ts';
import type { RateLimit } from './rate-limit.ts';
import { slowestPollMs } from './schedule.ts';
import type { Warning } from './snapshot.ts';

/** The imports of one origin, whose first polls a rate limit spreads over time. */
export interface Crowd {
  /** One more import; to be called when its first poll is over. */
  join(): () => void;
  /** Absent where nobody waits for a first poll because of the limit. */
  standing(): CrowdStanding | undefined;
  /** The same as a warning, once, if it takes long. */
  notice(): Warning | undefined;
}

export interface CrowdStanding {
  /** Between two requests. */
  readonly everyMs: number;
  /** Until all imports have been polled. */
  readonly leftMs: number;
}

export function createCrowd({ gapMs }: Pick<RateLimit, 'gapMs'>): Crowd {
  const unpolled = new Set<symbol>();
  let imports = 0;
  let told = false;

  function standing(): CrowdStanding | undefined {
    const everyMs = gapMs();
    const leftMs = everyMs * unpolled.size;
    return leftMs > 0 ? { everyMs, leftMs } : undefined;
  }

  return {
    join() {
      const member = Symbol('import');
      unpolled.add(member);
      imports += 1;
      return () => unpolled.delete(member);
    },
    standing,
    notice() {
      const { everyMs = 0, leftMs = 0 } = standing() ?? {};
      if (told || leftMs <= slowestPollMs) return undefined;
      told = true;
      return crowdNotice(imports, everyMs, leftMs);
    },
  };
}
