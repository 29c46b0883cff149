import type { Field } from '../../core/provider/field.ts';

/** Options of any profile, except `headers`, the provider's settings and the wait options. */
export const profileOptions = {
  proxy: {
    describe: 'proxy to go through, instead of the one that the environment names',
    secret: true,
    example: 'http://proxy.example.com:8080',
  },
  caFile: {
    describe: 'file of certificate authorities to trust besides the usual ones, in PEM format',
    example: 'company-ca.pem',
  },
  requestTimeout: {
    kind: 'positive-duration',
    describe: 'limit of one request, the whole answer included',
    default: '15s',
    example: '30s',
  },
  allowHttp: {
    kind: 'boolean',
    describe: 'send credentials over plain http, beyond loopback too',
    default: 'false',
  },
  insecureTls: {
    kind: 'boolean',
    describe: 'do not verify the certificate of the service',
    default: 'false',
  },
  maxBodyBytes: {
    kind: 'bytes',
    describe: 'how much of an answer is read',
    default: '1048576',
    example: '4194304',
  },
  idFrom: {
    describe:
      'where the id is in the response of the call that starts an import: an expression; by default what the service is known to return, otherwise id or token',
    example: "header('operation-id')",
  },
} as const satisfies Record<string, Field>;
