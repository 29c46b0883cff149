import { ImportwatchError } from '../../../core/model/errors.ts';
import type { Json } from '../../../core/text/json.ts';
import type { FailedRecordsOptions } from './failed-records-options.ts';

/** Whether an expression found nothing: no failed records, no link, no next page. */
export function isNone(value: Json): boolean {
  return value === null || value === false || (typeof value === 'string' && value.trim() === '');
}

/** The error if the expression under a key found another kind of value than the `wanted` one. */
export function wrongKind(
  key: string,
  value: Json,
  wanted: string,
  { isOwn }: Pick<FailedRecordsOptions, 'isOwn'>,
): ImportwatchError {
  return new ImportwatchError('bad-answer', `${key} found ${kindOf(value)}, not ${wanted}.`, {
    hint: isOwn
      ? `Correct ${key} in the profile. Test it on a saved answer: importwatch check --answer <file>`
      : fromService,
  });
}

/** The next step for users who can't correct the description. */
export const fromService = 'Get the failed records from the service itself.';

/** A number or a boolean tells more than its kind. */
function kindOf(value: Json): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'text' : String(value);
}
