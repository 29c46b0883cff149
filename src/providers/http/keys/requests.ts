import type { Key } from '../../../core/provider/field.ts';
import { basic, expression, headers, values } from './parts.ts';

const body: Key = {
  describe:
    'JSON to send, as text or as YAML; {id} or another {name} in quotes is text, without quotes a number',
  example: '{"query": "query($id: ID!) { job(id: $id) { state } }", "variables": {"id": "{id}"}}',
  data: true,
};

const answers: Key = {
  describe: 'HTTP statuses of an answer with a token, with or without a body',
  example: '409',
  list: true,
};

/** Of a request to the service. */
export const requestKeys: Readonly<Record<string, Key>> = {
  path: {
    describe: 'path below baseUrl; {id} and other {names} in it are percent-encoded',
    required: true,
    example: '/v1/jobs/{id}',
  },
  method: {
    describe: 'method of the call; POST if there is a body',
    choices: ['GET', 'POST'],
    default: 'GET',
  },
  query: values('query parameters', '{id}'),
  headers: headers('headers of this call, besides the headers of the profile', 'Bearer {key}'),
  basic,
  body,
};

export const tokenKey: Key = {
  describe: 'how to exchange credentials for a token, used as {token} in headers',
  oneOf: ['path', 'url'],
  keys: {
    path: { describe: 'path below baseUrl', example: '/oauth/token' },
    url: {
      describe: 'or the full address, even of another service, or a {name} that holds it',
      example: 'https://login.example.com/oauth/token',
    },
    method: { describe: 'method of the call', choices: ['POST', 'GET'], default: 'POST' },
    query: values('query parameters', '{clientId}'),
    headers: headers(
      'headers of this call, which gets no other headers of the profile',
      'Bearer {key}',
    ),
    basic,
    form: values('fields to send', 'client_credentials'),
    body,
    answers,
    from: { ...expression('the token', 'data.token'), default: 'access_token' },
    life: {
      ...expression('for how many seconds the token is valid', 'data.ttl'),
      default: 'expires_in',
    },
  },
};
