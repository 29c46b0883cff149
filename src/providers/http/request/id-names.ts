import { ImportwatchError } from '../../../core/model/errors.ts';
import type { ApiDescription } from '../api-description.ts';
import type { Names } from './template.ts';
import { usesId } from './templates.ts';

/** Nothing is watched in place of what the target names. */
export function namesWithId(
  names: Names,
  id: string | undefined,
  description: ApiDescription,
): Names {
  if (usesId(description) === (id !== undefined))
    return id === undefined ? names : { ...names, id };
  throw id === undefined
    ? new ImportwatchError('usage', 'The description of this profile needs the id of an import.', {
        hint: 'Give it behind the name of the profile: importwatch wait profile:id',
      })
    : new ImportwatchError(
        'usage',
        `The description of this profile has no place for the id "${id}".`,
        {
          hint: 'Write {id} where it belongs in request, or give no id: importwatch wait profile:',
        },
      );
}
