import type { Preset } from '../http/api-description.ts';

/**
 * An OperationOutcome with one of these codes says nothing about the job: the client should retry.
 */
const transient =
  '["transient", "lock-error", "no-store", "exception", "timeout", "incomplete", "throttled"]';

const isVerdict = `resourceType == 'OperationOutcome' && !(issue[?contains(\`${transient}\`, code)])`;

/** In FHIR and OData, a header can hold the status of the job itself. */
const result =
  "to_number(split(not_null(header('x-export-status'), header('asyncresult'), to_string(http_status())), ' ')[0])";

/** The number of messages about failures, if the manifest counts messages by severity. */
const failed =
  "sum([error, outcome][][].countSeverity[][] | [?code == 'error' || code == 'fatal'].count)";

const isCounted = "type(output) == 'array' && !(output[?!count])";

export default () =>
  ({
    name: 'respond-async',
    title: 'Prefer: respond-async (RFC 7240), FHIR bulk data, OData',
    docs: 'https://www.rfc-editor.org/rfc/rfc7240#section-4.1',
    group: 'standards',
    id: {
      required: true,
      describe:
        'address from the Content-Location or Location header of the answer with status 202, or its path',
      example: '/fhir/bulkstatus/2f1b',
    },
    idFrom: "header('content-location') || header('location')",
    settings: {
      baseUrl: {
        describe: 'service address, which the status address must begin with',
        required: true,
        example: 'https://fhir.example.com',
      },
      accessToken: { describe: 'bearer token', secret: true, example: 'example-token' },
      username: { describe: 'username, instead of accessToken', example: 'watcher' },
      password: { describe: 'password for username', secret: true, example: 'example-password' },
    },
    atMostOneOf: [['accessToken', 'username']],
    together: [['username', 'password']],
    description: {
      request: {
        path: '/{+id}',
        headers: { authorization: 'Bearer {accessToken}' },
        basic: '{username}:{password}',
      },
      answers: [200, 201, 202, 204, 303, 400, 409, 412, 422, 500, 501, 502, 503, 504],
      // A proxy can send a 4xx or 5xx, which keeps its usual meaning without an OperationOutcome.
      state: {
        from: `http_status() >= \`400\` && !(${isVerdict}) ? \`null\` : (${result} >= \`400\` ? 'failed' : (${result} == \`200\` && error[0] && !(error[0].countSeverity) ? 'partial' : to_string(${result})))`,
        words: {
          202: 'running',
          200: 'succeeded',
          201: 'succeeded',
          204: 'succeeded',
          303: 'succeeded',
          partial: 'partial',
          failed: 'failed',
        },
      },
      completed: `${isCounted} && (sum(output[*].count) + ${failed})`,
      failed: `${isCounted} && ${failed}`,
      percent: "contains(header('x-progress'), '%') && split(header('x-progress'), '%')[0]",
      phase: "header('x-progress')",
      message:
        "issue[*].not_null(details.text, diagnostics, code) || error.message || (error[0] && 'The manifest lists files with errors.')",
      error: {
        message: 'issue[*].not_null(details.text, diagnostics, code) || error.message || message',
      },
    },
    hints: {
      refused: 'Check accessToken, or username and password.',
      'not-found':
        'Check the address, including everything after its question mark. Services delete jobs some time after their end.',
    },
    unconfirmed: [
      "4xx and 5xx mean a failed job only if the body is an OperationOutcome with a code that isn't transient. RFC 7240 doesn't define the answer for a failed job.",
      "If a manifest lists files under error, the job counts as a partial success. importwatch doesn't read these files, so they may contain only warnings.",
      'importwatch counts records only if the manifest has a count for each file.',
      "Any 200 that isn't an HTML page means success. importwatch doesn't read the result, which can have any format.",
    ],
  }) as const satisfies Preset;
