import type { Expectation } from '../../core/model/estimates.ts';
import type { ResultEvent, RetryEvent, WatchEvent } from '../../core/model/events.ts';
import type { ImportSnapshot } from '../../core/model/snapshot.ts';
import { isSameTarget, type Target } from '../../core/model/target.ts';
import { targetName } from '../text/words.ts';
import { type Forecast, nextForecast } from './forecast.ts';
import { nextPace, type Pace } from './pace.ts';

/** What is known of one import. Times are epoch ms. */
export interface Row {
  readonly target: Target;
  readonly name: string;
  readonly startedAt: number;
  readonly snapshot?: ImportSnapshot;
  /** Absent as long as there is too little to go by. */
  readonly forecast?: Forecast;
  /** Absent if the service doesn't count. */
  readonly pace?: Pace;
  /** What past imports predict for this one, computed at `expectedAt`. */
  readonly expected?: Expectation;
  readonly expectedAt?: number;
  /** The failed poll, until an answer comes. */
  readonly retry?: RetryEvent;
  readonly result?: ResultEvent;
}

/** The watched imports, in the order in which they started. */
export type View = readonly Row[];

export function nextView(view: View, event: WatchEvent): View {
  if (event.type === 'end') return view;
  const { target } = event;
  const index = view.findIndex((row) => isSameTarget(row.target, target));
  if (index >= 0) return view.with(index, nextRow(view[index] as Row, event));
  return [...view, nextRow({ target, name: targetName(target), startedAt: event.at }, event)];
}

function nextRow(row: Row, event: Exclude<WatchEvent, { type: 'end' }>): Row {
  switch (event.type) {
    case 'start':
    case 'warning':
      return row;
    case 'retry':
      return { ...row, retry: event };
    case 'result':
      return { ...row, result: event };
    case 'progress':
    case 'heartbeat': {
      const { retry, forecast, expected, expectedAt, ...rest } = row;
      const pace = event.snapshot && nextPace(row.pace, event.snapshot, event.at);
      return {
        ...rest,
        ...(event.snapshot && { snapshot: event.snapshot }),
        ...(pace && { pace }),
        ...(event.estimate && { forecast: nextForecast(forecast, event.estimate, event.at) }),
        ...(event.expected && { expected: event.expected, expectedAt: event.at }),
        ...(event.type === 'heartbeat' && retry && { retry }),
      };
    }
  }
}

/** A good answer without a change is no event: after this time without a retry, assume one. */
const mostAskingMs = 15_000;

/** The failed poll without a usable answer since, as far as is known. */
export function openRetry({ retry }: Row, nowMs: number): RetryEvent | undefined {
  return retry && nowMs < retry.at + retry.delayMs + mostAskingMs ? retry : undefined;
}

/** Nothing went wrong, as far as is known. */
export function isGood({ outcome }: ResultEvent): boolean {
  return outcome === 'succeeded' || outcome === null;
}
