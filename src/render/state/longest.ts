import type { ResultEvent } from '../../core/model/events.ts';

/** How long the longest watch took, in ms. */
export function longestMs(results: readonly Pick<ResultEvent, 'durationMs'>[]): number {
  return results.reduce((most, { durationMs }) => Math.max(most, durationMs), 0);
}
