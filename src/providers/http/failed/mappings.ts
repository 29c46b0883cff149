import type { ErrorMapping } from '../../../core/provider/error-mapping.ts';
import type { Json } from '../../../core/text/json.ts';
import { usualWords } from '../reading/error-words.ts';

/** A good answer with failed records has no status word: only an error in it counts. */
export function mappingOfRecords(
  usual: ErrorMapping,
  isError: (status: number, body: Json) => boolean,
): ErrorMapping {
  return {
    ...usual,
    judge: (status, body) => {
      const isGood = status >= 200 && status < 300;
      return isGood && !isError(status, body) ? undefined : usual.judge?.(status, body);
    },
  };
}

/** Of a file behind a signed link: what its server says concerns the link, not the import. */
export const mappingOfSignedLink: ErrorMapping = {
  message: usualWords,
  statuses: { 401: 'rejected', 403: 'rejected', 404: 'gone', 410: 'gone' },
  meanings: {
    rejected: 'does not give out the file with the failed records',
    gone: 'no longer has the file with the failed records',
  },
  hint: () => 'The link may have expired. Get the failed records from the service itself.',
};
