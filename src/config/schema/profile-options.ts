import type { Field } from '../../core/provider/field.ts';

/** Options of any profile, except `headers`, the provider's settings and the wait options. */
export const profileOptions = {
  proxy: {
    describe: 'Proxy to use instead of the one in the environment',
    secret: true,
    example: 'http://proxy.example.com:8080',
  },
  caFile: {
    describe: 'PEM file with certificate authorities to trust in addition to the default ones',
    example: 'company-ca.pem',
  },
  requestTimeout: {
    kind: 'positive-duration',
    describe: 'Time limit for one request, including the entire answer',
    default: '15s',
    example: '30s',
  },
  allowHttp: {
    kind: 'boolean',
    describe: 'Send credentials over plain http, even to another machine',
    default: 'false',
  },
  insecureTls: {
    kind: 'boolean',
    describe: 'Skip the certificate check, which exposes your credentials',
    default: 'false',
  },
  maxBodyBytes: {
    kind: 'bytes',
    describe: 'Maximum size of an answer, in bytes',
    default: '1048576',
    example: '4194304',
  },
  idFrom: {
    describe:
      'Expression that finds the id in the response to the call that starts an import. By default, importwatch knows where the id is, or looks for a key named id or token',
    example: "header('operation-id')",
  },
} as const satisfies Record<string, Field>;
