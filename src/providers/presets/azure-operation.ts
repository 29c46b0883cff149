import type { Preset } from '../http/api-description.ts';

const request = {
  path: '/{+id}',
  headers: { authorization: 'Bearer {accessToken}' },
} as const;

/** The terminal states. Any other word is of the resource provider, and means that it runs. */
const words = {
  Succeeded: 'succeeded',
  succeeded: 'succeeded',
  Failed: 'failed',
  failed: 'failed',
  Canceled: 'aborted',
  canceled: 'aborted',
} as const;

export default {
  name: 'azure-operation',
  title: 'Azure asynchronous operations',
  docs: 'https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/async-operations',
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
        'header that the address was in: the status is in the body, or with Location it is the HTTP status',
      choices: ['Azure-AsyncOperation', 'Operation-Location', 'Location'],
      default: 'Azure-AsyncOperation',
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
        request,
        // 202 has no body. Once it is over, the answer is the one that the call itself would have had.
        answers: [200, 201, 202, 204, 400, 409, 412, 422],
        state: {
          from: 'http_status() == `200` && properties.provisioningState || http_status()',
          words: {
            ...words,
            202: 'running',
            200: 'succeeded',
            201: 'succeeded',
            204: 'succeeded',
            400: 'failed',
            409: 'failed',
            412: 'failed',
            422: 'failed',
          },
          unknown: 'running',
        },
      },
    },
  },
  description: {
    request,
    // The HTTP status is always 200. 4xx and 5xx are failures to read the status, says the contract.
    state: { from: 'status', words, unknown: 'running' },
    percent: 'percentComplete',
    message: 'error.message || error.code',
    name: 'name',
    startedAt: 'startTime',
    updatedAt: 'endTime || startTime',
  },
  hints: {
    refused:
      'Check accessToken, which is good for an hour. Its account needs rights on the resource group, not only on the resource.',
    'not-found': 'Check the address, with everything behind its question mark, and baseUrl.',
    'bad-answer': 'If the address was in the header Location, set header to Location.',
  },
  unconfirmed: [
    'That the words are written with a small letter by services outside of Azure Resource Manager.',
    'An address that changes while the operation runs is not followed: the first one is polled until the end.',
    'With Location, 400, 409, 412 and 422 are taken for the answer that the call itself would have had: the operation has failed. 404 is not: the address is then not known.',
  ],
} as const satisfies Preset;
