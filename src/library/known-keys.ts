import { didYouMean } from '../config/nearest.ts';
import { ImportwatchError } from '../core/errors.ts';

/** Throws a `usage` error that names the nearest right key: not all programs are type-checked. */
export function refuseUnknown(given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new ImportwatchError('usage', `${unknown} is unknown.${didYouMean(unknown, known)}`);
}
