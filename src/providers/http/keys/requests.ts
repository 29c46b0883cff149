import type { Key } from '../../../core/provider/field.ts';
import { basic, expression, headers, values } from './parts.ts';

const body: Key = {
  describe:
    'JSON to send, as text or as it is; {id} or another {name} within quotes is text, without quotes a number',
  example: '{"query": "query($id: ID!) { job(id: $id) { state } }", "variables": {"id": "{id}"}}',
  data: true,
};

const answers: Key = {
  describe: 'HTTP statuses of an answer that has a token, with or without a body',
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
    describe: 'of the call; POST where there is a body',
    choices: ['GET', 'POST'],
    default: 'GET',
  },
  query: values('what stands behind the ? of the address', '{id}'),
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
      describe: 'or the whole address, which may be of another service, or a {name} that holds it',
      example: 'https://login.example.com/oauth/token',
    },
    method: { describe: 'of the call', choices: ['POST', 'GET'], default: 'POST' },
    query: values('what stands behind the ? of the address', '{clientId}'),
    headers: headers('headers of this call; it gets no other of the profile', 'Bearer {key}'),
    basic,
    form: values('fields to send', 'client_credentials'),
    body,
    answers,
    from: { ...expression('the token', 'data.token'), default: 'access_token' },
    life: { ...expression('for how many seconds it is good', 'data.ttl'), default: 'expires_in' },
  },
};
