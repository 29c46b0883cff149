import type { Answer } from '../../../core/provider/api-request.ts';
import type { ErrorMapping } from '../../../core/provider/error-mapping.ts';
import { usualWords } from '../../../core/provider/errors/error-words.ts';
import { failedRecordsErrors } from '../../../core/provider/errors/failed-records-errors.ts';

const noContent = new Set([204]);

/**
 * Judges an answer with failed records. It has no status of the import, so only an error in it
 * matters. An answer without content means that no record failed.
 */
export function mappingOfRecords(
  usual: ErrorMapping,
  nextStep: string,
  isError: (answer: Pick<Answer, 'status' | 'body' | 'headers'>) => boolean,
): ErrorMapping {
  const { judge, ...errors } = failedRecordsErrors(usual, nextStep);
  return {
    ...errors,
    answers: noContent,
    judge: (status, body, headers = {}) => {
      const isGood = status >= 200 && status < 300;
      if (isGood && !isError({ status, body, headers })) return undefined;
      return judge?.(status, body, headers);
    },
  };
}

/** For a file behind a signed link: errors of its server concern the link, not the import. */
export const mappingOfSignedLink: ErrorMapping = {
  message: usualWords,
  statuses: { 401: 'rejected', 403: 'rejected', 404: 'gone', 410: 'gone' },
  meanings: {
    rejected: 'refuses the file with the failed records',
    gone: 'no longer has the file with the failed records',
  },
  hint: () => 'The link may have expired. Get the failed records from the service itself.',
};
