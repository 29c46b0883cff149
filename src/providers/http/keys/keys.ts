import { importStates } from '../../../core/model/snapshot.ts';
import type { Key } from '../../../core/provider/field.ts';
import { failedRecordsKey } from '../failed/failed-keys.ts';
import { eachNamed, expression, meanings } from './parts.ts';
import { requestKeys, tokenKey } from './requests.ts';
import { valueKeys } from './values.ts';

/** Every key with which a `provider: http` profile describes its API. */
export const keys: Readonly<Record<string, Key>> = {
  variables: eachNamed('your own values, used as {name}', {
    example: 'main',
    environment: true,
  }),
  secrets: eachNamed('your own secrets, used as {name}', {
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
    describe: 'names for the parts of an id, used like {id}. Every id must have this form',
    example: '{dag}/{run}',
  },
  answers: {
    describe:
      'additional HTTP statuses to treat as answers about the import, with or without a body',
    example: '202',
    list: true,
  },
  state: {
    describe: 'where the status is, and what each status means',
    keys: {
      from: {
        ...expression('the status: text, a number or a boolean', 'job.status'),
        required: true,
      },
      words: {
        ...eachNamed(
          'what each status means, with each status spelled exactly as the service does',
          {
            choices: [...importStates, 'partial'],
          },
        ),
        required: true,
      },
      unknown: {
        describe:
          'the meaning of any other status. With unknown, importwatch warns and keeps waiting',
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
    describe: 'number of polls in a row that must confirm doneWhen, or that the import is gone',
    default: '3',
    example: '5',
  },
  failedWhen: expression(
    'a condition that is true if the import failed although its status means success',
    'error || failures[0]',
  ),
  abortedWhen: expression(
    'a condition that is true if the import was aborted, whatever its final status',
    'canceled == total',
  ),
  goneWhen: expression(
    'a condition that is true once the service no longer knows an import that earlier polls found',
    'total == `0`',
  ),
  gone: {
    describe:
      'the outcome if the service no longer knows an import that earlier polls found. Without this key, the outcome is unknown',
    choices: ['succeeded', 'failed', 'aborted'],
  },
  requires: expression(
    'a condition that is true of every answer of this API. If it is false, importwatch retries',
    'job.id',
  ),
  ...valueKeys,
  many: {
    describe: 'one request for several imports of this profile',
    keys: {
      request: {
        describe:
          'the call, with {ids}. By default, headers and basic are those of the call for one import',
        required: true,
        keys: requestKeys,
      },
      items: {
        ...expression('the list whose elements look like the answer about one import', 'results'),
        required: true,
      },
      id: { ...expression('the id in an element of the list', 'uid'), required: true },
      most: { describe: 'maximum number of imports in one request', default: '100', example: '50' },
    },
  },
  also: {
    describe: 'a second request, which fills in what the first answer lacks',
    keys: {
      from: {
        ...eachNamed('names from the first answer, used in the request as {name}', {
          example: 'batch.id',
        }),
      },
      request: {
        describe: 'the call. By default, headers and basic are those of the first call',
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
        'a condition that is true of an error, even in an answer with status 200',
        'errors[0]',
      ),
      message: expression(
        'its message. By default, importwatch looks for it in the usual places',
        'errors[0].message',
      ),
      code: expression(
        "the service's own code for it, including in an answer with status 4xx or 5xx",
        'errors[0].code',
      ),
      words: eachNamed('the meaning of each code, which overrides the meaning of the HTTP status', {
        choices: meanings,
      }),
      otherwise: {
        describe: "the meaning of an error with status 200 whose code isn't in error.words",
        choices: meanings,
        default: 'rejected',
      },
    },
  },
  statuses: eachNamed('the meaning of an HTTP status, if it differs from the usual one', {
    choices: meanings,
  }),
  retryHeader: {
    describe: "the header with the time to wait, if it isn't Retry-After",
    keys: {
      name: { describe: 'header name', required: true, example: 'X-Retry-In' },
      unit: {
        describe: 'unit of its number: seconds or milliseconds',
        choices: ['s', 'ms'],
        default: 's',
      },
    },
  },
  failedRecords: failedRecordsKey(requestKeys),
  token: tokenKey,
};
