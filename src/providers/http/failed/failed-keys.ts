import type { Key } from '../../../core/provider/field.ts';

/** Where an API reports failed records. `requestKeys` are those of any request. */
export function failedRecordsKey(requestKeys: Readonly<Record<string, Key>>): Key {
  return {
    describe: 'where the failed records are, for importwatch failed and --failed-to',
    keys: {
      records: {
        describe:
          'the failed records, in the answer about the import or in that to request: a list',
        example: 'response.failures',
      },
      request: {
        describe:
          'a call of their own; without records, its answer is taken as it comes; headers and basic are those of the first call if left out',
        keys: requestKeys,
      },
      next: {
        describe:
          'parameters of the query that get the next page, each found in the page before it; nothing after the last page',
        names: { describe: 'value', example: 'paging.next.after' },
      },
      link: {
        describe:
          'the address of their file, within the origin of baseUrl: it gets the credentials',
        example: 'links.failed',
      },
      signedLink: {
        describe:
          'the same for an address that needs no credentials, on any host: it gets none, and must begin with https',
        example: 'data.node.url',
      },
      only: {
        describe:
          'what is true of a failed record, if a file of JSON lines has other records as well',
        example: 'errors[0]',
      },
    },
  };
}
