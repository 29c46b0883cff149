import { pathSegment } from '../../core/http/api-client.ts';
import type { ApiClient } from '../../core/provider/api-request.ts';
import { failedRecordsErrors } from '../../core/provider/errors/failed-records-errors.ts';
import { linkWithin } from '../../core/provider/linked-address.ts';
import type { Connection } from '../../core/provider/provider.ts';
import { oracleCommerceErrors } from './error-mapping.ts';
import { linkOf, type ProcessResource } from './process.ts';

const errorMapping = failedRecordsErrors(
  oracleCommerceErrors,
  'Get the failed records from Oracle Commerce itself.',
);

/**
 * Writes the file that a process links as `failedRecordsFile`, unchanged. In Oracle's samples it is
 * a ZIP archive. Oracle links one even if no record failed.
 */
export function failedRecordsOf(
  resource: ProcessResource,
  client: ApiClient,
  baseUrl = '',
): Required<Connection>['failedRecords'] {
  return async (id, to, signal) => {
    const path = `/ccadmin/v1/${resource}/${pathSegment(id ?? '')}`;
    const { body } = await client({ path }, signal);
    const link = linkOf(body, 'failedRecordsFile');
    if (link === undefined) return { count: 0 };
    const address = linkWithin(link, new URL(baseUrl));
    await client({ path, address, into: to, errorMapping: () => errorMapping }, signal);
    return {};
  };
}
