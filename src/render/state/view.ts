import type { Expectation } from '../../core/model/estimates.ts';
import type { ResultEvent, RetryEvent, WatchEvent } from '../../core/model/events.ts';
import type { ImportSnapshot } from '../../core/model/snapshot.ts';
import { type Target, targetKey } from '../../core/model/target.ts';
import { targetName } from '../text/words.ts';
import { type Forecast, nextForecast } from './forecast.ts';

/** The state of one import. Times are epoch ms. */
export interface Row {
  readonly target: Target;
  readonly name: string;
  readonly startedAt: number;
  readonly snapshot?: ImportSnapshot;
  /** When it was first seen in its present state. */
  readonly stateSince: number;
  /** Absent as long as there is too little to go by. */
  readonly forecast?: Forecast;
  /** The prediction from past imports, computed at `expectedAt`. */
  readonly expected?: Expectation;
  readonly expectedAt?: number;
  /** The failed poll, until an answer comes. */
  readonly retry?: RetryEvent;
  readonly result?: ResultEvent;
}

/** The state of all watched imports. */
export interface View {
  /** In the order in which their watch began. */
  readonly rows: readonly Row[];
  /** Returns the row of the event's import, before and after the event. */
  handle(event: WatchEvent): Change | undefined;
}

interface Change {
  readonly before: Row | undefined;
  readonly after: Row;
}

/** Each event costs the same, however many imports there are. */
export function createView(): View {
  const rows: Row[] = [];
  const places = new Map<string, number>();
  return {
    rows,
    handle(event) {
      if (event.type === 'end') return undefined;
      const { target, at } = event;
      const key = targetKey(target);
      const place = places.get(key) ?? rows.length;
      places.set(key, place);
      const before = rows[place];
      const row = before ?? { target, name: targetName(target), startedAt: at, stateSince: at };
      const after = nextRow(row, event);
      rows[place] = after;
      return { before, after };
    },
  };
}

function nextRow(row: Row, event: Exclude<WatchEvent, { type: 'end' }>): Row {
  switch (event.type) {
    case 'start':
    case 'warning':
    case 'failed-records':
      return row;
    case 'retry':
      return { ...row, retry: event };
    case 'result':
      return { ...row, result: event };
    case 'progress':
    case 'heartbeat': {
      const { retry, forecast, expected, expectedAt, ...rest } = row;
      return {
        ...rest,
        ...(event.snapshot && { snapshot: event.snapshot }),
        ...(event.snapshot?.state !== row.snapshot?.state && { stateSince: event.at }),
        ...(event.estimate && { forecast: nextForecast(forecast, event.estimate, event.at) }),
        ...(event.expected && { expected: event.expected, expectedAt: event.at }),
        ...(event.type === 'heartbeat' && retry && { retry }),
      };
    }
  }
}

/** A good answer without a change is no event: after this time without a retry, assume one. */
const mostPollMs = 15_000;

/** The failed poll, if there has been no usable answer since. */
export function openRetry({ retry }: Row, nowMs: number): RetryEvent | undefined {
  return retry && nowMs < retry.at + retry.delayMs + mostPollMs ? retry : undefined;
}

/** Nothing went wrong, as far as is known. */
export function isGood({ outcome }: ResultEvent): boolean {
  return outcome === 'succeeded' || outcome === null;
}
