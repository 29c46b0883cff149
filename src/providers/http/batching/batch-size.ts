import type { ApiDescription } from '../api-description.ts';

const usualMost = 100;

/** The maximum number of imports in one request. */
export function batchSize({ most }: NonNullable<ApiDescription['many']>): number {
  return Number(most ?? usualMost);
}
