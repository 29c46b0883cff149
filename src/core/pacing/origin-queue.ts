import type { QueueStatus } from '../model/estimates.ts';
import type { OwnWarning, Warning } from '../model/warning.ts';
import { formatDuration } from '../text/duration.ts';
import type { RateLimit } from './rate-limit.ts';
import { slowestPollMs } from './schedule.ts';

/** The imports of one origin, whose first polls a rate limit spreads over time. */
export interface OriginQueue {
  /**
   * Adds an import. One request can poll `together` of them. Call the returned function
   * when its first poll is over.
   */
  join(together?: number): () => void;
  /** Absent if no import is waiting for its first poll because of the limit. */
  status(): QueueStatus | undefined;
  /** The same as a warning, once, if it takes long. */
  notice(): Warning | undefined;
}

export function createOriginQueue({ gapMs }: Pick<RateLimit, 'gapMs'>): OriginQueue {
  /** The requests that first polls still need. */
  let requests = 0;
  let imports = 0;
  let warned = false;

  function status(): QueueStatus | undefined {
    const everyMs = gapMs();
    const leftMs = everyMs * Math.ceil(requests - tiny);
    return leftMs > 0 ? { everyMs, leftMs } : undefined;
  }

  return {
    join(together = 1) {
      let share = 1 / together;
      requests += share;
      imports += 1;
      return () => {
        requests -= share;
        share = 0;
      };
    },
    status,
    notice() {
      const { everyMs = 0, leftMs = 0 } = status() ?? {};
      if (warned || leftMs <= slowestPollMs) return undefined;
      warned = true;
      return queueNotice(imports, everyMs, leftMs);
    },
  };
}

/** Shares of a request don't add up exactly. */
const tiny = 1e-6;

/** The service's limit spreads the first polls of its imports over a long time. */
function queueNotice(imports: number, everyMs: number, leftMs: number): OwnWarning {
  return {
    code: 'rate-limit',
    message: `The service allows one request every ${formatDuration(everyMs)}. The first polls of all ${imports} imports take another ${formatDuration(leftMs)}.`,
  };
}
