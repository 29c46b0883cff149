import type { Preset } from '../http/api-description.ts';

/**
 * The result of COPY INTO a table has one row per file: file, status, rows_parsed, rows_loaded, and
 * more. In a file that isn't LOADED, the rows that were parsed and not loaded have failed.
 */
const isCopy =
  "length(resultSetMetaData.partitionInfo) == `1` && resultSetMetaData.rowType[1].name == 'status' && resultSetMetaData.rowType[2].name == 'rows_parsed' && resultSetMetaData.rowType[3].name == 'rows_loaded'";
const loaded = 'sum(data[*].to_number([3]))';
const failed =
  "(sum(data[?[1] != 'LOADED'].to_number([2])) - sum(data[?[1] != 'LOADED'].to_number([3])))";
const changed = 'stats && sum(stats.[numRowsInserted, numRowsUpdated, numRowsDeleted][?@])';

export default () =>
  ({
    name: 'snowflake-statement',
    title: 'Snowflake SQL API statements',
    service: 'Snowflake',
    docs: 'https://docs.snowflake.com/en/developer-guide/sql-api/reference',
    group: 'services',
    id: {
      required: true,
      describe: 'statementHandle, from the response to POST /api/v2/statements?async=true',
      example: '019c06a4-0000-df4f-0000-00100006589e',
    },
    idFrom: 'statementHandle',
    settings: {
      baseUrl: {
        describe: 'account address',
        default: 'https://{account}.snowflakecomputing.com',
        example: 'https://example-org.snowflakecomputing.com',
      },
      account: { describe: 'account identifier', example: 'example-org' },
      accessToken: {
        describe: 'OAuth token, programmatic access token, or JWT of a key pair, of the same user',
        secret: true,
        required: true,
        example: 'example-token',
      },
      tokenType: {
        describe: 'kind of accessToken; Snowflake detects it by default',
        choices: ['OAUTH', 'PROGRAMMATIC_ACCESS_TOKEN', 'KEYPAIR_JWT'],
      },
    },
    oneOf: [['baseUrl', 'account']],
    description: {
      request: {
        path: '/api/v2/statements/{id}',
        headers: {
          authorization: 'Bearer {accessToken}',
          'x-snowflake-authorization-token-type': '{tokenType}',
        },
      },
      // A 408 or 422 is final only if it names the statement. A proxy can send these, too.
      answers: [202, 408, 422],
      requires: 'statementHandle',
      state: {
        from: "http_status() >= `400` && code == '000604' ? 'canceled' : http_status()",
        words: {
          200: 'succeeded',
          202: 'running',
          408: 'failed',
          422: 'failed',
          canceled: 'aborted',
        },
      },
      completed: `${isCopy} ? (${loaded} + ${failed}) : ${changed}`,
      failed: `${isCopy} && ${failed}`,
      message: 'http_status() == `202` ? `null` : message',
      startedAt: 'createdOn',
      error: {
        when: "http_status() == `422` && code == '000709'",
        message: 'message',
        code: 'code',
        words: { '000709': 'not-found' },
      },
    },
    hints: {
      refused: 'Check accessToken and tokenType. The token may have expired.',
      'not-found':
        'Check the id (the statementHandle). The token must belong to the user who submitted the statement.',
    },
    unconfirmed: [
      'importwatch assumes the code 000709 for an unknown statement. Snowflake documents it for the call that cancels a statement.',
      'importwatch assumes the code 000604 for a canceled statement. Snowflake documents it for the call that cancels a statement.',
      'importwatch counts rows for COPY INTO a table, unless its result has several partitions, and for statements whose answer has stats.',
      "importwatch can't read an answer larger than maxBodyBytes. Watch statements that load data, not queries.",
    ],
  }) as const satisfies Preset;
