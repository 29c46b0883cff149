import { importStates } from '../../../core/model/snapshot.ts';
import type { Key } from '../../../core/provider/field.ts';
import { failedRecordsKey } from '../failed/failed-keys.ts';
import { eachNamed, expression, meanings } from './parts.ts';
import { requestKeys, tokenKey } from './requests.ts';
import { valueKeys } from './values.ts';

/** What a profile with `provider: http` says of its API: every key there is. */
export const keys: Readonly<Record<string, Key>> = {
  variables: eachNamed('texts of your own, for use as {name}', {
    example: 'main',
    environment: true,
  }),
  secrets: eachNamed('secrets of your own, for use as {name}', {
    example: 'example-key',
    secret: true,
    environment: true,
  }),
  request: {
    describe: 'the call that tells where one import stands',
    required: true,
    keys: requestKeys,
  },
  idParts: {
    describe: 'names for the parts of an id, to be used as {id} is; every id must have this form',
    example: '{dag}/{run}',
  },
  answers: {
    describe:
      'HTTP statuses that are answers, with or without a body, though they usually mean an error or nothing',
    example: '202',
    list: true,
  },
  state: {
    describe: 'where the word for the state is, and what each word means',
    keys: {
      from: { ...expression('the word: text, number or boolean', 'job.status'), required: true },
      words: {
        ...eachNamed('the meaning of each word, exactly as the service writes the word', {
          choices: [...importStates, 'partial'],
        }),
        required: true,
      },
      unknown: {
        describe: 'the meaning of any other word; unknown is warned of and is no end',
        choices: importStates.filter((state) => state !== 'succeeded'),
        default: 'unknown',
      },
    },
  },
  doneWhen: expression(
    'instead of state, for an API without a word: what is true once the import has ended',
    'pending == `0`',
  ),
  donePolls: {
    describe: 'for how many polls in a row doneWhen must be true',
    default: '3',
    example: '5',
  },
  failedWhen: expression(
    'what is true of an import that has failed though its state says that it succeeded',
    'error || failures[0]',
  ),
  abortedWhen: expression(
    'what is true of an import that was aborted, whatever its state says once it has ended',
    'canceled == total',
  ),
  goneWhen: expression(
    'what is true once the service has forgotten an import that earlier polls still found',
    'total == `0`',
  ),
  gone: {
    describe:
      'what it means if the service no longer knows an import that earlier polls found; by default the outcome is unknown',
    choices: ['succeeded', 'failed', 'aborted'],
  },
  requires: expression(
    'what is true of every answer of this API; one of which it is not is asked for again',
    'job.id',
  ),
  ...valueKeys,
  many: {
    describe: 'one request for many imports of this profile',
    keys: {
      request: {
        describe: 'the call, with {ids}; headers and basic are those of the single one if not said',
        required: true,
        keys: requestKeys,
      },
      items: {
        ...expression('list of what would be the answer for one import', 'results'),
        required: true,
      },
      id: { ...expression('id in an element of the list', 'uid'), required: true },
      most: { describe: 'how many imports a request may name', default: '100', example: '50' },
    },
  },
  also: {
    describe: 'a second request, whose values fill what the first answer lacks',
    keys: {
      from: {
        ...eachNamed('names to use in the request, as {name}, from the first answer', {
          example: 'batch.id',
        }),
      },
      request: {
        describe: 'the call; headers and basic are those of the first if not said',
        required: true,
        keys: requestKeys,
      },
      ...valueKeys,
    },
  },
  error: {
    describe: 'how the service words an error',
    keys: {
      when: expression('what is true of an error, also in an answer with status 200', 'errors[0]'),
      message: expression(
        'its words; by default they are looked for in the usual places',
        'errors[0].message',
      ),
      code: expression(
        "the service's own code for it, also in an answer with status 4xx or 5xx",
        'errors[0].code',
      ),
      words: eachNamed('the meaning of each code, which overrules that of the HTTP status', {
        choices: meanings,
      }),
      otherwise: {
        describe: 'the meaning of an error in a 200 whose code is none of these',
        choices: meanings,
        default: 'rejected',
      },
    },
  },
  statuses: eachNamed('the meaning of an HTTP status, where it is not the usual', {
    choices: meanings,
  }),
  retryHeader: {
    describe: 'header that says how long to wait, where it is not Retry-After',
    keys: {
      name: { describe: 'of the header', required: true, example: 'X-Retry-In' },
      unit: {
        describe: 'of its number: seconds or milliseconds',
        choices: ['s', 'ms'],
        default: 's',
      },
    },
  },
  failedRecords: failedRecordsKey(requestKeys),
  token: tokenKey,
};
