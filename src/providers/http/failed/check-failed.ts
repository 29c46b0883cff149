import type { Flaw } from '../../../core/provider/field.ts';
import type { FailedRecordsDescription } from '../api-description.ts';

/** The mistakes in a description of failed records whose structure is valid. */
export function failedRecordsFlaws(
  failedRecords: FailedRecordsDescription | undefined,
): readonly Flaw[] {
  if (failedRecords === undefined) return [];
  const { records, request, next, link, signedLink, only } = failedRecords;
  const flaw = (message: string, ...keys: readonly string[]): Flaw => ({
    path: ['failedRecords', ...keys],
    message,
  });
  const places = [request ?? records, link, signedLink].filter((place) => place !== undefined);
  return [
    ...(places.length === 0 ? [flaw('needs records, request, link or signedLink.')] : []),
    ...(places.length > 1
      ? [flaw('can have only one of records (with or without request), link and signedLink.')]
      : []),
    ...(next !== undefined && (request === undefined || records === undefined)
      ? [flaw('only works with request and records.', 'next')]
      : []),
    ...(only !== undefined && records !== undefined
      ? [flaw('only works with files. For records, use a filter: records[?…].', 'only')]
      : []),
  ];
}
