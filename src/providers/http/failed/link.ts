import type { ByteSink } from '../../../core/ports/send.ts';
import type { Answer } from '../../../core/provider/api-request.ts';
import { linkWithin, signedLink } from '../../../core/provider/linked-address.ts';
import { headersOf } from '../request/described-request.ts';
import type { Names } from '../request/template.ts';
import type { FailedRecordsOptions } from './failed-records-options.ts';
import { isNone, wrongKind } from './found-value.ts';

/**
 * Writes the file that the answer links. Sends the credentials only within the origin of `baseUrl`,
 * and none for a signed link. Returns false if there is no link, which means that no record failed.
 */
export async function writeLinkedFile(
  answer: Answer,
  options: FailedRecordsOptions,
  names: Names,
  to: ByteSink,
  signal: AbortSignal,
): Promise<boolean> {
  const { description, look, client, clientAt, errorMapping } = options;
  const { request, failedRecords: { signedLink: isSigned } = {} } = description;
  const key = isSigned === undefined ? 'link' : 'signedLink';
  const link = look(`failedRecords.${key}`, answer);
  if (isNone(link)) return false;
  if (typeof link !== 'string')
    throw wrongKind(`failedRecords.${key}`, link, 'an address', options);
  const baseUrl = new URL(options.baseUrl);
  if (isSigned === undefined) {
    const address = linkWithin(link, baseUrl, unlessSigned);
    const headers = headersOf(request, names);
    await client(
      { path: '', address, headers, errorMapping: () => errorMapping, into: to },
      signal,
    );
  } else {
    const address = signedLink(link, baseUrl);
    await clientAt(new URL(address.origin))({ path: '', address, into: to }, signal);
  }
  return true;
}

const unlessSigned =
  'If the link needs no credentials, use signedLink instead of link in the description.';
