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
          'a separate call for them; without records, its answer is saved as it is; by default, headers and basic are those of request',
        keys: requestKeys,
      },
      next: {
        describe:
          'query parameters for the next page, each read from the page before; empty after the last page',
        names: { describe: 'value', example: 'paging.next.after' },
      },
      link: {
        describe:
          'the address of their file on the origin of baseUrl, requested with the credentials',
        example: 'links.failed',
      },
      signedLink: {
        describe: 'the https address of their file on any host, requested without credentials',
        example: 'data.node.url',
      },
      only: {
        describe:
          'a condition that is true for a failed record, if a file of JSON lines also has other records',
        example: 'errors[0]',
      },
    },
  };
}
