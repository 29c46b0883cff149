import { importStates } from '../../../core/model/snapshot.ts';
import type { Key } from '../../../core/provider/field.ts';
import { failedRecordsKey } from '../failed/failed-keys.ts';
import { eachNamed, expression, meanings } from './parts.ts';
import { requestKeys, tokenKey } from './requests.ts';
import { valueKeys } from './values.ts';

/** What a profile with `provider: http` says of its API: every key there is. */
export const keys: Readonly<Record<string, Key>> = {
  variables: eachNamed('your own texts, for use as {name}', {
    example: 'main',
    environment: true,
  }),
  secrets: eachNamed('your own secrets, for use as {name}', {
    example: 'example-key',
    secret: true,
    environment: true,
  }),
  request: {
    describe: 'the call that returns the status of one import',
    required: true,
    keys: requestKeys,
  },
  idParts: {
    describe: 'names for the parts of an id, used like {id}; every id must have this form',
    example: '{dag}/{run}',
  },
  answers: {
    describe:
      'HTTP statuses to read as answers, with or without a body, although they usually mean an error or nothing',
    example: '202',
    list: true,
  },
  state: {
    describe: 'where the status is, and what each value means',
    keys: {
      from: { ...expression('the status: text, number or boolean', 'job.status'), required: true },
      words: {
        ...eachNamed('the meaning of each status, spelled exactly as the service does', {
          choices: [...importStates, 'partial'],
        }),
        required: true,
      },
      unknown: {
        describe:
          'the meaning of any other status; unknown prints a warning, and the wait continues',
        choices: importStates.filter((state) => state !== 'succeeded'),
        default: 'unknown',
      },
    },
  },
  doneWhen: expression(
    'instead of state, for an API without a status: a condition that is true once the import has ended',
    'pending == `0`',
  ),
  donePolls: {
    describe: 'how many polls in a row doneWhen must be true',
    default: '3',
    example: '5',
  },
  failedWhen: expression(
    'a condition that is true if the import failed although its status says that it succeeded',
    'error || failures[0]',
  ),
  abortedWhen: expression(
    'a condition that is true if the import was aborted, whatever its final status says',
    'canceled == total',
  ),
  goneWhen: expression(
    'a condition that is true once the service no longer knows an import that earlier polls found',
    'total == `0`',
  ),
  gone: {
    describe:
      'what it means if the service no longer knows an import that earlier polls found; by default, the outcome is unknown',
    choices: ['succeeded', 'failed', 'aborted'],
  },
  requires: expression(
    'a condition that is true for every answer of this API; importwatch retries if it is not',
    'job.id',
  ),
  ...valueKeys,
  many: {
    describe: 'one request for many imports of this profile',
    keys: {
      request: {
        describe: 'the call, with {ids}; by default, headers and basic are those of request',
        required: true,
        keys: requestKeys,
      },
      items: {
        ...expression(
          'the list whose elements have the form of an answer about one import',
          'results',
        ),
        required: true,
      },
      id: { ...expression('the id in an element of the list', 'uid'), required: true },
      most: { describe: 'how many imports one request can hold', default: '100', example: '50' },
    },
  },
  also: {
    describe: 'a second request, for values that the first answer lacks',
    keys: {
      from: {
        ...eachNamed('values from the first answer, for use in the request as {name}', {
          example: 'batch.id',
        }),
      },
      request: {
        describe: 'the call; by default, headers and basic are those of the first request',
        required: true,
        keys: requestKeys,
      },
      ...valueKeys,
    },
  },
  error: {
    describe: 'how the service reports an error',
    keys: {
      when: expression(
        'a condition that is true for an error, even in an answer with status 200',
        'errors[0]',
      ),
      message: expression(
        'the message of the error; by default, importwatch looks in the usual places',
        'errors[0].message',
      ),
      code: expression(
        'code of the service for the error, even in an answer with status 4xx or 5xx',
        'errors[0].code',
      ),
      words: eachNamed('the meaning of each code, which takes precedence over the HTTP status', {
        choices: meanings,
      }),
      otherwise: {
        describe: 'the meaning of an error in a 200 with any other code',
        choices: meanings,
        default: 'rejected',
      },
    },
  },
  statuses: eachNamed('the meaning of an HTTP status, if it differs from the usual one', {
    choices: meanings,
  }),
  retryHeader: {
    describe: 'header that says how long to wait, if it is not Retry-After',
    keys: {
      name: { describe: 'name of the header', required: true, example: 'X-Retry-In' },
      unit: {
        describe: 'unit of the number: seconds or milliseconds',
        choices: ['s', 'ms'],
        default: 's',
      },
    },
  },
  failedRecords: failedRecordsKey(requestKeys),
  token: tokenKey,
};
