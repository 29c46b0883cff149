import type { Preset } from '../http/api-description.ts';

/** The terminal states. Any other word is of the resource provider, and means that it runs. */
const terminal = {
  Succeeded: 'succeeded',
  succeeded: 'succeeded',
  Failed: 'failed',
  failed: 'failed',
  Canceled: 'aborted',
  canceled: 'aborted',
} as const;

/** What an address in the header Location answers with: at the end, what the call itself would have. */
const words = {
  ...terminal,
  202: 'running',
  200: 'succeeded',
  201: 'succeeded',
  204: 'succeeded',
} as const;

export default {
  name: 'azure-operation',
  title: 'Azure asynchronous operations',
  docs: 'https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/async-operations',
  group: 'standards',
  id: {
    required: true,
    describe:
      'address in the header Azure-AsyncOperation, Operation-Location or Location of the answer that started the operation',
    example:
      '/subscriptions/1/providers/Microsoft.Example/locations/westeurope/operationStatuses/2?api-version=2024-01-01',
  },
  idFrom: "header('azure-asyncoperation') || header('operation-location') || header('location')",
  settings: {
    baseUrl: {
      describe: 'address of Azure Resource Manager, or of the service',
      default: 'https://management.azure.com',
      example: 'https://management.azure.com',
    },
    header: {
      describe:
        'header that the address was in; if it is Location, the answers 400, 409, 412 and 422 are ends, too',
      choices: ['Azure-AsyncOperation', 'Operation-Location', 'Location'],
    },
    accessToken: {
      describe: 'access token, as az account get-access-token prints one; it is good for an hour',
      secret: true,
      example: 'example-token',
    },
  },
  variants: {
    header: {
      Location: {
        answers: [202, 204, 400, 409, 412, 422],
        state: {
          from: 'properties.provisioningState || http_status()',
          words: { ...words, 400: 'failed', 409: 'failed', 412: 'failed', 422: 'failed' },
          unknown: 'running',
        },
      },
    },
  },
  description: {
    request: { path: '/{+id}', headers: { authorization: 'Bearer {accessToken}' } },
    answers: [202, 204],
    // With Azure-AsyncOperation, the status is in the body. A resource can have one of its own.
    state: {
      from: `contains(\`${JSON.stringify(Object.keys(terminal))}\`, status) && status || properties.provisioningState || status || http_status()`,
      words,
      unknown: 'running',
    },
    percent: 'percentComplete',
    message: 'error.message || error.code',
    name: 'name',
    startedAt: 'startTime',
    updatedAt: 'endTime || startTime',
    error: { when: 'http_status() == `200` && error && !status', message: 'error.message' },
  },
  hints: {
    refused:
      'Check accessToken, which is good for an hour. Its account needs rights on the resource group, not only on the resource.',
    'not-found': 'Check the address, with everything behind its question mark, and baseUrl.',
  },
  unconfirmed: [
    'That the words are written with a small letter by services outside of Azure Resource Manager.',
    'An address that changes while the operation runs is not followed: the first one is polled until the end.',
    'Without header, an answer of 4xx is a failure to read the status, as the contract says of Azure-AsyncOperation: the outcome is unknown. With Location, 400, 409, 412 and 422 are the answer of the call itself: the operation has failed. 404 is not: the address is not known.',
    'An answer with status 200 and without a status in its body is the end, as the contract says of Location.',
  ],
} as const satisfies Preset;
