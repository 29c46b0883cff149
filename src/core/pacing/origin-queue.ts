import type { QueueStatus } from '../model/estimates.ts';
import type { OwnWarning, Warning } from '../model/warning.ts';
import { formatDuration } from '../text/duration.ts';
import type { RateLimit } from './rate-limit.ts';
import { slowestPollMs } from './schedule.ts';

/** The imports of one origin, whose first polls a rate limit spreads over time. */
export interface OriginQueue {
  /** Adds an import; call the returned function when its first poll is over. */
  join(): () => void;
  /** Absent if no import is waiting for its first poll because of the limit. */
  standing(): QueueStatus | undefined;
  /** The same as a warning, once, if it takes long. */
  notice(): Warning | undefined;
}

export function createOriginQueue({ gapMs }: Pick<RateLimit, 'gapMs'>): OriginQueue {
  const unpolled = new Set<symbol>();
  let imports = 0;
  let told = false;

  function standing(): QueueStatus | undefined {
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
      return queueNotice(imports, everyMs, leftMs);
    },
  };
}

/** The service's limit spreads the first polls of its imports over a long time. */
function queueNotice(imports: number, everyMs: number, leftMs: number): OwnWarning {
  return {
    code: 'rate-limit',
    message: `The service allows one request every ${formatDuration(everyMs)}. All ${imports} imports will have been polled in ${formatDuration(leftMs)}.`,
  };
}
