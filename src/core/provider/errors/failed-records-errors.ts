import type { ErrorCode } from '../../model/errors.ts';
import type { ErrorMapping } from '../error-mapping.ts';

/**
 * How to judge an answer with failed records. The service has just shown the import, so an error
 * concerns only the records: `usual` is the judgment of an answer about the import. `nextStep` is
 * for an address without failed records.
 */
export function failedRecordsErrors(usual: ErrorMapping, nextStep: string): ErrorMapping {
  const statuses = Object.entries({ 404: 'gone', ...usual.statuses } as const);
  return {
    ...usual,
    judge: (...answer) => ofRecords(usual.judge?.(...answer)),
    judgeBare: (...answer) => ofRecords(usual.judgeBare?.(...answer)),
    statuses: Object.fromEntries(statuses.map(([status, code]) => [status, ofRecords(code)])),
    meanings: {
      ...usual.meanings,
      gone: 'has no failed records at this address',
      refused: 'refuses access to the failed records',
    },
    namesPath: () => true,
    hint: (code, status, body) =>
      aboutAddress.has(code) ? nextStep : usual.hint?.(code, status, body),
  };
}

const aboutAddress: ReadonlySet<ErrorCode> = new Set(['gone', 'rejected', 'bad-answer']);

/** An import that is unknown here is known at the address of its status. */
function ofRecords<C extends ErrorCode | undefined>(code: C): C | 'gone' {
  return code === 'not-found' ? 'gone' : code;
}
