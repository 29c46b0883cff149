import type { Key } from '../../../core/provider/field.ts';

/**
 * The keys for the place where an API reports failed records. `requestKeys` are the keys of any
 * request.
 */
export function failedRecordsKey(requestKeys: Readonly<Record<string, Key>>): Key {
  return {
    describe: 'where the failed records are, for importwatch failed and --failed-to',
    keys: {
      records: {
        describe:
          'the list of failed records, in the answer about the import or in the answer to request',
        example: 'response.failures',
      },
      request: {
        describe:
          'a separate call for the failed records. Without records, its answer is saved unchanged. By default, headers and basic are those of the first call',
        keys: requestKeys,
      },
      next: {
        describe:
          'query parameters for the next page, each found in the page before it. On the last page, they find nothing',
        names: { describe: 'value', example: 'paging.next.after' },
      },
      link: {
        describe:
          'the address of a file with the failed records, within the origin of baseUrl. importwatch sends the credentials with this request',
        example: 'links.failed',
      },
      signedLink: {
        describe:
          'the address of such a file on any host. It must begin with https and work without credentials, because importwatch sends none',
        example: 'data.node.url',
      },
      only: {
        describe:
          'a condition that is true of a failed record, if a JSON Lines file has other records, too',
        example: 'errors[0]',
      },
    },
  };
}
