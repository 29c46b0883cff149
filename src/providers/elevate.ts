import { pathSegment } from '../core/ask.ts';
import { type ErrorCode, ImportwatchError } from '../core/errors.ts';
import { asText, at, type Json } from '../core/json.ts';
import { defineProvider, type Settings } from '../core/provider.ts';
import { type ImportSnapshot, type ImportState, snapshot } from '../core/snapshot.ts';

/**
 * The words of the vendor's status pages: "Import Status" of Elevate 3 and "Status" of the Admin
 * API of Elevate 4. They are written in capitals; anything else is a word that is not known.
 */
const states: ReadonlyMap<string, ImportState> = new Map([
  ['WAITING', 'queued'],
  ['BLOCKED', 'blocked'],
  ['IN_PROGRESS', 'running'],
  ['SUCCESS', 'succeeded'],
  ['FAILURE', 'failed'],
  ['ABORTED', 'aborted'],
  ['NOT_FOUND', 'not-found'],
]);

const defaultHost = 'elevate-api.cloud';
/** As long as an id is; what answers NOT_FOUND to it knows the key and the cluster. */
const unknownId = '1000000000000000000';

/** Voyado Elevate, formerly Apptus eSales: Web API v2 of Elevate 3, Admin API v3 and v4 of Elevate 4. */
export const elevate = defineProvider({
  name: 'elevate',
  title: 'Voyado Elevate',
  docs: 'https://docs.elevate.voyado.cloud/elevate/3/web-api-v2/restful-api/import-status',
  id: {
    required: true,
    describe: 'id of the import, from the 202 answer of the call that started it',
    example: '5537431447739019570',
  },
  settings: {
    baseUrl: {
      describe: 'address of the cluster',
      example: 'https://w1234abcd.elevate-api.cloud',
    },
    clusterId: {
      describe: 'id of the cluster, instead of baseUrl',
      example: 'w1234abcd',
    },
    host: {
      describe:
        'domain of the cluster named by clusterId; the other known one is api.esales.apptus.cloud',
      default: defaultHost,
      example: 'api.esales.apptus.cloud',
    },
    apiKey: { describe: 'private API key', secret: true, required: true, example: 'example-key' },
    apiVersion: {
      describe: '2 for Elevate 3 (Web API), 4 or 3 for Elevate 4 (Admin API; 3 ends on 2026-12-31)',
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
  dialect: {
    judge: (status, body) =>
      status < 400 && statusWord(body) === undefined ? 'bad-answer' : undefined,
    message: (body) => words(body) ?? asText(at(body, 'error')) ?? JSON.stringify(body),
    meanings: { 'not-found': 'says that the cluster was not found' },
    hint: (code) => hints[code],
  },
  baseUrl,
  connect: (settings, ask) => ({
    reportsFailed: false,
    async poll(id, signal) {
      const answer = await ask(question(settings, id ?? ''), signal);
      return readStatus(answer.body, answer.at);
    },
    async probe(signal, admitted) {
      await ask(question(settings, unknownId), signal);
      admitted();
    },
  }),
});

const hints: Partial<Record<ErrorCode, string>> = {
  refused:
    'Check apiKey: it must be the private key. Check also that the profile points at the right cluster.',
  'not-found':
    'Check clusterId or baseUrl, and apiVersion: with 404 Elevate means the cluster, not the import.',
  'bad-answer':
    'If it stays so, check baseUrl and apiVersion: something else seems to answer there.',
};

/** Throws `config` for a cluster or host that would lead the key to another address. */
function baseUrl({ baseUrl, clusterId = '', host = defaultHost }: Settings): string {
  if (baseUrl !== undefined) return baseUrl;
  if (!/^[a-z\d-]+$/i.test(clusterId) || !/^[a-z\d-]+(\.[a-z\d-]+)+$/i.test(host)) {
    throw new ImportwatchError('config', `"${clusterId}.${host}" is no address of a cluster.`, {
      hint: 'clusterId looks like w1234abcd and host like elevate-api.cloud; anything else goes in baseUrl.',
    });
  }
  return `https://${clusterId}.${host}`;
}

function question({ apiKey = '', apiVersion = '2' }: Settings, id: string) {
  const segment = pathSegment(id);
  const headers = { 'Api-Key': apiKey };
  return apiVersion === '2'
    ? { path: `/api/v2/import/status/${segment}`, headers }
    : { path: `/api/admin/v${apiVersion}/import/status`, query: { id }, headers };
}

/**
 * Reads `{id, status, type, message?}` (v2) or `{id, reason, status}` (v3, v4). There are no counts
 * and no percentage. The id is not looked at: its 19 digits may have been rounded on the way.
 */
function readStatus(body: Json, observedAt: number): ImportSnapshot {
  const word = statusWord(body) ?? '';
  return snapshot(
    {
      state: states.get(word) ?? 'unknown',
      vendorState: word,
      kind: asText(at(body, 'type')),
      message: words(body),
    },
    observedAt,
  );
}

function statusWord(body: Json): string | undefined {
  const status = at(body, 'status');
  return typeof status === 'string' ? asText(status) : undefined;
}

function words(body: Json): string | undefined {
  return asText(at(body, 'message')) ?? asText(at(body, 'reason'));
}
