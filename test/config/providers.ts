import type { Provider } from '../../src/core/provider/provider.ts';

function provider(
  name: string,
  settings: Provider['settings'],
  rest: Partial<Provider> = {},
): Provider {
  return {
    name,
    title: name.toUpperCase(),
    docs: 'https://docs.example.com',
    id: { required: true, describe: 'number of the import', example: '42' },
    settings,
    errorMapping: { message: () => undefined },
    connect: () => ({ poll: () => Promise.reject(new Error("isn't asked")) }),
    ...rest,
  };
}

/** One of two addresses, a choice, and a secret. */
export const cluster = provider(
  'cluster',
  {
    baseUrl: { describe: 'address of the cluster', example: 'https://c.example.com' },
    clusterId: { describe: 'id of the cluster' },
    apiKey: { describe: 'private API key', secret: true, required: true },
    apiVersion: { describe: 'version of the API', choices: ['2', '3', '4'], default: '2' },
  },
  {
    oneOf: [['baseUrl', 'clusterId']],
    baseUrl: ({ baseUrl, clusterId }) => baseUrl ?? `https://${clusterId}.example.com`,
  },
);

/** Needs no id. */
export const chat = provider(
  'chat-server',
  {
    baseUrl: { describe: 'address of the server', required: true },
    userId: { describe: 'id of the user', required: true },
    authToken: { describe: 'token of the user', secret: true, required: true },
  },
  { id: { required: false, describe: 'id of the operation', example: 'abc' } },
);

/** A key, or a user with a password, or neither. */
export const login = provider(
  'login',
  {
    baseUrl: { describe: 'address of the server', required: true },
    apiKey: { describe: 'API key', secret: true },
    username: { describe: 'name of the user' },
    password: { describe: 'password of the user', secret: true },
  },
  { atMostOneOf: [['apiKey', 'username']], together: [['username', 'password']] },
);

export const providers: readonly Provider[] = [cluster, chat];
