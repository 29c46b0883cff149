import { pathSegment } from '../../core/http/api-client.ts';
import { ImportwatchError } from '../../core/model/errors.ts';
import type { ImportSnapshot } from '../../core/model/snapshot.ts';
import type { ApiClient } from '../../core/provider/api-request.ts';
import type { Settings } from '../../core/provider/field.ts';
import { defineProvider } from '../../core/provider/provider.ts';
import { assetImports } from './asset-import.ts';
import { oracleCommerceErrors } from './error-mapping.ts';
import { failedRecordsOf } from './failed-records.ts';
import { createProbe } from './probe.ts';
import { type ProcessResource, processes } from './process.ts';
import { withAccessToken } from './session.ts';

type Poll = (segment: string, signal: AbortSignal) => Promise<ImportSnapshot>;

const operations = {
  'asset-import': assetImports,
  'import-process': (client, { baseUrl }) => processes('importProcess', client, baseUrl),
  'export-process': (client, { baseUrl }) => processes('exportProcess', client, baseUrl),
} as const satisfies Readonly<Record<string, (client: ApiClient, settings: Settings) => Poll>>;

type Operation = keyof typeof operations;

const resources: Partial<Record<Operation, ProcessResource>> = {
  'import-process': 'importProcess',
  'export-process': 'exportProcess',
};

/** Oracle Commerce (CX Commerce, OCC): the Admin API of an instance. */
export const oracleCommerce = defineProvider({
  name: 'oracle-commerce',
  title: 'Oracle Commerce',
  docs: 'https://docs.oracle.com/en/cloud/saas/cx-commerce/21c/cxocc/op-ccadmin-v1-asset-import-token-get.html',
  id: {
    required: true,
    describe: 'token from the upload of the assets, or id of the process',
    example: 'a1b2_c3',
  },
  idFrom: 'token || processId',
  settings: {
    baseUrl: {
      describe: 'administration server address',
      required: true,
      example: 'https://ccadmin-prod.example.com',
    },
    applicationKey: {
      describe: 'key of a registered application, to log in with',
      secret: true,
      example: 'example-key',
    },
    accessToken: {
      describe: 'access token, instead of applicationKey (for short waits)',
      secret: true,
      example: 'example-token',
    },
    operation: {
      describe: 'what to watch',
      choices: Object.keys(operations) as readonly Operation[],
      default: 'asset-import',
    },
  },
  oneOf: [['applicationKey', 'accessToken']],
  failedRecords: 'the file that a process links (none for asset-import)',
  errorMapping: oracleCommerceErrors,
  // Oracle limits the time of an answer to 30 s.
  requestTimeoutMs: 35_000,
  statusAddress: ({ operation = 'asset-import' }) =>
    operation === 'asset-import'
      ? '/ccadmin/v1/asset/import/{id}'
      : `/ccadmin/v1/${operation === 'import-process' ? 'importProcess' : 'exportProcess'}/{id}`,
  connect(settings, client) {
    const operation = operations[(settings['operation'] ?? 'asset-import') as Operation];
    if (operation === undefined) {
      throw new ImportwatchError('config', `"${settings['operation']}" isn't an operation.`, {
        hint: `operation is one of ${Object.keys(operations).join(', ')}.`,
      });
    }
    const signed = withAccessToken(client, settings);
    const poll = operation(signed, settings);
    const probe = createProbe({ client, signed }, settings, poll);
    // Only the answer of the call that started the import counts failed rows.
    const isBlind = operation === operations['asset-import'];
    const resource = resources[(settings['operation'] ?? 'asset-import') as Operation];
    return {
      poll: async (id, signal) => poll(pathSegment(id ?? ''), signal),
      probe,
      ...(isBlind && { reportsFailed: false }),
      ...(resource && {
        failedRecords: failedRecordsOf(resource, signed, settings['baseUrl']),
      }),
    };
  },
});
