import { ImportwatchError } from '../../core/model/errors.ts';
import type { ImportSnapshot } from '../../core/model/snapshot.ts';
import { plainText } from '../../core/text/text.ts';

/** The message and hint if no import has ever run on a server. */
export const noImportWords = 'no import has ever run on this server';
export const noImportHint =
  'Start the import first, or use "importwatch wait --new" to wait for it.';

export function noImport(page: string): ImportwatchError {
  return new ImportwatchError('not-found', `${page}: ${noImportWords}.`, { hint: noImportHint });
}

export function unreadable(lacking: string): ImportwatchError {
  return new ImportwatchError(
    'bad-answer',
    `The answer from Rocket.Chat doesn't contain ${lacking}.`,
  );
}

/** Whether the server lacks the call, or refuses it to this user. Wrong credentials don't count. */
export function isWithheld(error: unknown): error is ImportwatchError {
  if (!(error instanceof ImportwatchError) || error.status === 401) return false;
  // `not-found` without a 404 means that no import has ever run.
  return error.code === 'not-found'
    ? error.status === 404
    : error.code === 'refused' || error.code === 'rejected';
}

export function cannotTellApart(id: string, cause: ImportwatchError): ImportwatchError {
  return new ImportwatchError(
    'rejected',
    `This server doesn't report import ids, so importwatch can't look up ${plainText(id, 120)}.`,
    {
      status: cause.status,
      hint: 'Omit the id to watch the newest import, whichever it is.',
      cause,
    },
  );
}

export function notListed(id: string, page: string): ImportwatchError {
  return new ImportwatchError(
    'not-found',
    `${page} doesn't know the import ${plainText(id, 120)}. It is neither the newest nor among the older ones that the server lists.`,
    { hint: 'Use the _id of an operation, or omit the id to watch the newest import.' },
  );
}

export function listRefused(id: string, cause: ImportwatchError): ImportwatchError {
  return new ImportwatchError(
    'refused',
    `The import ${plainText(id, 120)} isn't the newest, and the server refuses to list older ones: ${cause.message}`,
    { status: cause.status, hint: listPermission, cause },
  );
}

export function supersededError(
  id: string,
  last: { readonly step?: string | undefined; readonly cause?: ImportwatchError | undefined },
): ImportwatchError {
  const lastKnown = last.step === undefined ? '' : ` Its last known step is ${last.step}.`;
  return new ImportwatchError(
    'superseded',
    `A newer import has replaced ${plainText(id, 120)}, whose outcome is unknown.${lastKnown}`,
    {
      hint:
        last.cause?.code === 'refused'
          ? listPermission
          : 'Check it in Rocket.Chat: Administration → Import.',
      cause: last.cause,
    },
  );
}

/** The server reports this end for a stopped import as well as for a complete one. */
export function invalidated({ vendorState, url }: ImportSnapshot): ImportwatchError {
  return new ImportwatchError(
    'invalidated',
    `The server marked this import as invalid while it ran, and then reported ${vendorState} with fewer records than the total. It's unknown whether the import was complete or was stopped (by import.clear, for example).`,
    { hint: `Open ${url} and check which records have arrived.` },
  );
}

const listPermission =
  "To watch an import that isn't the most recent one, give the user of this token the permission view-import-operations.";
