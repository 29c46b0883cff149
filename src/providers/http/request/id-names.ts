import { ImportwatchError } from '../../../core/model/errors.ts';
import type { ApiDescription } from '../api-description.ts';
import type { Names } from './template.ts';
import { usesId } from './templates.ts';

/**
 * Throws `usage` if an id is missing or has no place in the description, so that importwatch never
 * watches an import other than the target's.
 */
export function namesWithId(
  names: Names,
  id: string | undefined,
  description: ApiDescription,
  profile = 'profile',
): Names {
  if (usesId(description) === (id !== undefined))
    return id === undefined ? names : { ...names, id };
  throw id === undefined
    ? new ImportwatchError('usage', 'The description of this profile needs the id of an import.', {
        hint: `Add it to the name of the profile: importwatch wait ${profile}:1042`,
      })
    : new ImportwatchError(
        'usage',
        `This profile doesn't use {id} in its request, so it can't poll "${id}".`,
        {
          hint: `Add {id} to request in the profile, or omit the id: importwatch wait ${profile}:`,
        },
      );
}
