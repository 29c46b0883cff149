import { importStates } from '../../core/model/snapshot.ts';
import type { Key } from '../../core/provider/field.ts';

import { failedRecordsKey } from './failed/failed-keys.ts';

const meanings = [
  'not-found',
  'refused',
  'rate-limited',
  'busy',
  'bad-answer',
  'rejected',
  'gone',
  'superseded',
] as const;

const expression = (describe: string, example: string): Key => ({
  describe,
  example,
});

const named = (describe: string, names: Omit<Key, 'describe'> & { describe?: string }): Key => ({
  describe,
  names: { describe: 'value', ...names },
});

/** Values that may be secret, and may come from the environment. */
const values = (describe: string, example: string): Key =>
  named(describe, { example, secret: 'by-name', environment: true });

const headers = (describe: string, example: string): Key => ({
  ...values(describe, example),
  headers: true,
});

const basic: Key = {
  describe: 'user and password, joined by a colon, to send as Basic authorization',
  example: '{user}:{password}',
  secret: true,
  environment: true,
};

const requestKeys: Readonly<Record<string, Key>> = {
  path: {
    describe: 'path below baseUrl; {id} and other {names} in it are percent-encoded',
    required: true,
    example: '/v1/jobs/{id}',
  },
  method: {
    describe: 'of the call; POST where there is a body',
    choices: ['GET', 'POST'],
    default: 'GET',
  },
  query: values('what stands behind the ? of the address', '{id}'),
  headers: headers('headers of this call, besides the headers of the profile', 'Bearer {key}'),
  basic,
  body: {
    describe:
      'JSON to send; a string in it that is nothing but {id} or another {name} is its value',
    example: '{"query": "query($id: ID!) { job(id: $id) { state } }", "variables": {"id": "{id}"}}',
  },
};

/** What a profile with `provider: http` says of its API: every key there is. */
export const keys: Readonly<Record<string, Key>> = {
  variables: named('texts of your own, for use as {name}', { example: 'main', environment: true }),
  secrets: named('secrets of your own, for use as {name}', {
    example: 'example-key',
    secret: true,
    environment: true,
  }),
  request: {
    describe: 'the call that tells where one import stands',
    required: true,
    keys: requestKeys,
  },
  state: {
    describe: 'where the word for the state is, and what each word means',
    keys: {
      from: { ...expression('the word: text, number or boolean', 'job.status'), required: true },
      words: {
        ...named('the meaning of each word, exactly as the service writes the word', {
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
  requires: expression(
    'what is true of every answer of this API; one of which it is not is asked for again',
    'job.id',
  ),
  completed: expression('how many records are done', 'progress.done'),
  total: expression('how many records there are', 'progress.total'),
  failed: expression('how many records failed', 'length(errors)'),
  succeeded: expression(
    'how many records arrived in whole or in part; only if failed counts records that arrived in part',
    'sum([imported, partly_imported])',
  ),
  percent: expression('how far it is, 0 to 100, where there are no counts', 'percent_done'),
  fraction: expression('how far it is, 0 to 1, where there are no counts', 'progress'),
  message: expression(
    'what the service says: a text, or a list whose first few are shown',
    'errors[].message',
  ),
  phase: expression('what is being done', 'step'),
  name: expression('name of the import, for people', 'file.name'),
  kind: expression('what is imported', 'type'),
  startedAt: expression('when it began: ISO 8601, or seconds or ms since 1970', 'created_at'),
  run: expression(
    'what differs in another run under the same id; if it changes, the wait ends with 6',
    'started_at',
  ),
  updatedAt: expression('last sign of life, in the same forms', 'updated_at'),
  url: expression('page where a person sees the import', 'links.web'),
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
      words: named('the meaning of each code, which overrules that of the HTTP status', {
        choices: meanings,
      }),
      otherwise: {
        describe: 'the meaning of an error in a 200 whose code is none of these',
        choices: meanings,
        default: 'rejected',
      },
    },
  },
  statuses: named('the meaning of an HTTP status, where it is not the usual', {
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
  token: {
    describe: 'how to exchange credentials for a token, used as {token} in headers',
    oneOf: ['path', 'url'],
    keys: {
      path: { describe: 'path below baseUrl', example: '/oauth/token' },
      url: {
        describe:
          'or the whole address, which may be of another service, or a {name} that holds it',
        example: 'https://login.example.com/oauth/token',
      },
      method: { describe: 'of the call', choices: ['POST', 'GET'], default: 'POST' },
      query: values('what stands behind the ? of the address', '{clientId}'),
      headers: headers('headers of this call; it gets no other of the profile', 'Bearer {key}'),
      basic,
      form: values('fields to send', 'client_credentials'),
      from: { ...expression('the token', 'data.token'), default: 'access_token' },
      life: { ...expression('for how many seconds it is good', 'data.ttl'), default: 'expires_in' },
    },
  },
};
