import { ImportwatchError } from '../../core/model/errors.ts';
import type { OwnWarning } from '../../core/model/warning.ts';
import type { ConnectedImport } from '../../core/pacing/connected-import.ts';
import { plainText } from '../../core/text/text.ts';

type Unreported = Pick<ConnectedImport, 'target'>;

/** A warning before the first poll: there will be no file. */
export function noFailedRecords(
  connected: Pick<ConnectedImport, 'failedRecords'> & Unreported,
  failedTo: string | undefined,
): readonly OwnWarning[] {
  if (failedTo === undefined || connected.failedRecords !== undefined) return [];
  const { message, hint } = unreportedRecords(connected);
  const words = `${message} --failed-to won't write a file. ${hint}`;
  return [{ code: 'failed-records-missing', message: words }];
}

/** The name of a service at the start of a sentence: `The API`. */
export function atStart(service: string): string {
  return service.replace(/^the /, 'The ');
}

/** The error of a command that can't have failed records. */
export function unreportedRecords({ target }: Unreported): ImportwatchError {
  const isDescribed = target.provider === 'http';
  return new ImportwatchError(
    'usage',
    isDescribed
      ? `Profile ${plainText(target.profile)} doesn't say where the failed records are.`
      : `Failed records aren't available for ${target.provider}.`,
    {
      hint: isDescribed
        ? 'Add failedRecords to the profile. See "Failed records" in docs/any-api.md.'
        : `Look them up in the service. See "importwatch providers ${target.provider}".`,
    },
  );
}
