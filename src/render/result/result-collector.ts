import type { ImportEvent, ResultEvent } from '../../core/model/events.ts';
import { hasEnded } from '../../core/model/snapshot.ts';
import { targetKey } from '../../core/model/target.ts';
import { averageOf, nextPace, type Pace } from '../state/pace.ts';

/** How an import ended, and how fast it was. */
export interface Finished extends ResultEvent {
  /** Units of `completed`, on average while it was watched. Only if it has ended. */
  readonly perSecond?: number;
}

/** Collects what the end of a watch shows. */
export interface ResultCollector {
  on(event: ImportEvent): void;
  /** In the order in which the watch of them began. */
  all(): readonly Finished[];
}

export function createResultCollector(): ResultCollector {
  /** A result replaces its start. */
  const results = new Map<string, Finished | undefined>();
  const paces = new Map<string, Pace>();
  return {
    on(event) {
      const { type, target } = event;
      const key = targetKey(target);
      if (type === 'start') results.set(key, undefined);
      if (type === 'progress') {
        const pace = nextPace(paces.get(key), event.snapshot);
        if (pace) paces.set(key, pace);
      }
      if (type === 'result') {
        const { snapshot, durationMs } = event;
        const ended = snapshot && hasEnded(snapshot) ? snapshot : undefined;
        const perSecond = averageOf(paces.get(key), ended?.completed, durationMs);
        results.set(key, { ...event, ...(perSecond !== undefined && { perSecond }) });
      }
    },
    all: () => [...results.values()].filter((result) => result !== undefined),
  };
}
