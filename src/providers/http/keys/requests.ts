import type { Key } from '../../../core/provider/field.ts';
import { basic, expression, headers, values } from './parts.ts';

const body: Key = {
  describe:
    'JSON to send, as text or as nested keys. Within quotes, {id} or another {name} is text. Without quotes, it is a number',
  example: '{"query": "query($id: ID!) { job(id: $id) { state } }", "variables": {"id": "{id}"}}',
  data: true,
};

const answers: Key = {
  describe: 'additional HTTP statuses of an answer with a token, with or without a body',
  example: '409',
  list: true,
};

/** The keys of a request to the service. */
export const requestKeys: Readonly<Record<string, Key>> = {
  path: {
    describe: 'path below baseUrl. {id} and other {names} are percent-encoded',
    required: true,
    example: '/v1/jobs/{id}',
  },
  method: {
    describe: 'HTTP method. With a body, the default is POST',
    choices: ['GET', 'POST'],
    default: 'GET',
  },
  query: values('query parameters', '{id}'),
  headers: headers('headers of this call, in addition to those of the profile', 'Bearer {key}'),
  basic,
  body,
};

export const tokenKey: Key = {
  describe: 'how to exchange credentials for a token, which headers use as {token}',
  oneOf: ['path', 'url'],
  keys: {
    path: { describe: 'path below baseUrl', example: '/oauth/token' },
    url: {
      describe:
        'the complete address instead, even of another service, or a {name} with that address',
      example: 'https://login.example.com/oauth/token',
    },
    method: { describe: 'HTTP method', choices: ['POST', 'GET'], default: 'POST' },
    query: values('query parameters', '{clientId}'),
    headers: headers(
      "headers of this call, which doesn't send the profile's headers",
      'Bearer {key}',
    ),
    basic,
    form: values('form fields to send', 'client_credentials'),
    body,
    answers,
    from: { ...expression('the token', 'data.token'), default: 'access_token' },
    life: { ...expression('lifetime of the token in seconds', 'data.ttl'), default: 'expires_in' },
  },
};
