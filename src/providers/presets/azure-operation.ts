import type { Preset } from '../http/api-description.ts';

/** The terminal states. Any other status is the resource provider's own and means running. */
const terminal = {
  Succeeded: 'succeeded',
  succeeded: 'succeeded',
  Failed: 'failed',
  failed: 'failed',
  Canceled: 'aborted',
  canceled: 'aborted',
} as const;

/** An address from the Location header returns 202 and finally what the call would have returned. */
const words = {
  ...terminal,
  202: 'running',
  200: 'succeeded',
  201: 'succeeded',
  204: 'succeeded',
} as const;

/** The status of the operation is in the body. Only an answer that isn't ready can lack it. */
const inBody = {
  answers: [202],
  state: {
    from: 'status || (http_status() == `202` && http_status()) || null',
    words: { ...terminal, 202: 'running' },
    unknown: 'running',
  },
} as const;

export default () =>
  ({
    name: 'azure-operation',
    title: 'Azure asynchronous operations',
    service: 'Azure',
    docs: 'https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/async-operations',
    group: 'standards',
    id: {
      required: true,
      describe:
        'address from the Azure-AsyncOperation, Operation-Location or Location header of the answer that started the operation',
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
          'header with the address. With Location, the HTTP statuses 400, 409, 412 and 422 mean that the operation failed. With any other header, every answer must include a status',
        choices: ['Azure-AsyncOperation', 'Operation-Location', 'Location'],
      },
      accessToken: {
        describe: 'access token, as printed by az account get-access-token, valid for an hour',
        secret: true,
        example: 'example-token',
      },
    },
    variants: {
      header: {
        'Azure-AsyncOperation': inBody,
        'Operation-Location': inBody,
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
      // With Azure-AsyncOperation, the status is in the body, so it is there to the end. A resource
      // can have a status of its own.
      state: {
        from: `first(http_status() == \`200\` && status && !(properties.provisioningState)) && !status ? \`null\` : (contains(\`${JSON.stringify(Object.keys(terminal))}\`, status) && status || properties.provisioningState || status || http_status())`,
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
        'Check accessToken, which is valid for an hour. Its account needs rights on the resource group, not only on the resource.',
      'not-found': 'Check the address, including everything after its question mark, and baseUrl.',
    },
    unconfirmed: [
      'importwatch also accepts lower-case states, which some services outside Azure Resource Manager seem to use.',
      'importwatch polls the first address until the end, even if an answer names another one.',
      'By default, 4xx means that the outcome is unknown, as the contract defines for Azure-AsyncOperation. If header is Location, 400, 409, 412 and 422 mean that the operation failed. 404 always means an unknown address.',
      "As the contract defines for Location, a 200 or 204 without a status in its body means success. This doesn't apply if header has another value or the first answer had a status.",
    ],
  }) as const satisfies Preset;
