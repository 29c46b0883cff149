import { pathSegment } from '../../core/http/api-client.ts';
import type { Answer } from '../../core/provider/api-request.ts';
import type { Settings } from '../../core/provider/field.ts';
import { defineProvider } from '../../core/provider/provider.ts';
import { SettingMistake } from '../../core/provider/setting-mistake.ts';
import { elevateErrors, errorMappingAt } from './error-mapping.ts';
import { endWarnings, readStatus } from './status.ts';

const defaultHost = 'elevate-api.cloud';
/** Has the length of a real id. A NOT_FOUND for it proves that the key and the cluster are right. */
const unknownId = '1000000000000000000';

/** Voyado Elevate, formerly Apptus eSales: Web API v2 of Elevate 3, Admin API v3 and v4 of Elevate 4. */
export const elevate = defineProvider({
  name: 'elevate',
  title: 'Voyado Elevate',
  docs: 'https://docs.elevate.voyado.cloud/elevate/3/web-api-v2/restful-api/import-status',
  id: {
    required: true,
    describe: 'id from the 202 response to the call that started the import',
    example: '5537431447739019570',
  },
  idFrom: 'id',
  settings: {
    baseUrl: {
      describe: 'cluster address',
      example: 'https://w1234abcd.elevate-api.cloud',
    },
    clusterId: {
      describe: 'cluster id, instead of baseUrl',
      example: 'w1234abcd',
    },
    host: {
      describe: 'domain of the cluster (only with clusterId), such as api.esales.apptus.cloud',
      default: defaultHost,
      example: 'api.esales.apptus.cloud',
    },
    apiKey: { describe: 'private API key', secret: true, required: true, example: 'example-key' },
    apiVersion: {
      describe: '2 for Elevate 3 (Web API), 4 for Elevate 4 (Admin API; until 2026-12-31 also 3)',
      choices: ['2', '3', '4'],
      choiceLabels: {
        2: 'Elevate 3 (Web API)',
        3: 'Elevate 4 (Admin API), ends on 2026-12-31',
        4: 'Elevate 4 (Admin API)',
      },
      default: '2',
    },
  },
  oneOf: [['baseUrl', 'clusterId']],
  errorMapping: elevateErrors,
  warnings: endWarnings,
  baseUrl,
  statusAddress: ({ apiVersion = '2' }) =>
    apiVersion === '2'
      ? '/api/v2/import/status/{id}'
      : `/api/admin/v${apiVersion}/import/status?id={id}`,
  connect(settings, client) {
    let hasAnswered = false;
    async function status(id: string, signal: AbortSignal): Promise<Answer> {
      const errorMapping = (at: number) => errorMappingAt(at, settings, hasAnswered);
      const answer = await client({ ...question(settings, id), errorMapping }, signal);
      hasAnswered = true;
      return answer;
    }
    return {
      reportsFailed: false,
      async poll(id, signal) {
        const answer = await status(id ?? '', signal);
        return readStatus(answer.body, answer.at);
      },
      async probe(signal, admitted) {
        await status(unknownId, signal);
        admitted();
      },
    };
  },
});

/** Throws for a cluster or host that would send the key to another address. */
function baseUrl({ baseUrl, clusterId = '', host = defaultHost }: Settings): string {
  if (baseUrl !== undefined) return baseUrl;
  const mistake = (key: string, example: string) =>
    new SettingMistake(key, `should look like ${example}. For any other address, set baseUrl.`);
  if (!/^[a-z\d-]+$/i.test(clusterId)) throw mistake('clusterId', 'w1234abcd');
  if (!/^[a-z\d-]+(\.[a-z\d-]+)+$/i.test(host)) throw mistake('host', defaultHost);
  return `https://${clusterId}.${host}`;
}

function question({ apiKey = '', apiVersion = '2' }: Settings, id: string) {
  const segment = pathSegment(id);
  const headers = { 'Api-Key': apiKey };
  return apiVersion === '2'
    ? { path: `/api/v2/import/status/${segment}`, headers }
    : { path: `/api/admin/v${apiVersion}/import/status`, query: { id }, headers };
}
