import { didYouMean } from '../config/file/nearest.ts';
import { ImportwatchError } from '../core/model/errors.ts';

/** Throws `usage` with the nearest valid key, since not all programs are type-checked. */
export function refuseUnknown(given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new ImportwatchError(
    'usage',
    `${unknown} is an unknown option.${didYouMean(unknown, known)}`,
  );
}

/** Rejects an argument that is missing or out of place. Throws `usage`. */
export function asObject<T extends object>(given: T, subject: string): T {
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) return given;
  throw new ImportwatchError('usage', `${subject} ${nameOf(given)}, not an object.`);
}

export function asSignal(given: AbortSignal): AbortSignal {
  if (given instanceof AbortSignal) return given;
  throw new ImportwatchError('usage', `The signal is ${nameOf(given)}, not an AbortSignal.`);
}

/** A missing id becomes an empty string. A number is rejected, because it may have lost digits. */
export function asId(given: string | undefined): string {
  if (given === undefined || given === null) return '';
  if (typeof given === 'string') return given;
  throw new ImportwatchError('usage', `The id is ${nameOf(given)}, not a string.`, {
    hint: 'As a number, a long id loses digits. Read it from the text of the response.',
  });
}

function nameOf(given: unknown): string {
  if (given === null || given === undefined) return String(given);
  return Array.isArray(given) ? 'a list' : `of type ${typeof given}`;
}
