import type { ApiDescription } from '../api-description.ts';

const usualMost = 100;

/** How many imports one request asks for. */
export function batchSize({ most }: NonNullable<ApiDescription['many']>): number {
  return Number(most ?? usualMost);
}
