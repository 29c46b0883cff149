import { expect, it } from 'vitest';
import { createClients } from '../../../src/adapters/http/clients.ts';

it('names are checked over https by Node’s own function, so connections can be reused', async () => {
  const transport = {
    requestTimeoutMs: 1000,
    maxBodyBytes: 1000,
    insecureTls: false,
    env: {},
    userAgent: 'test',
  };
  const { defaults } = await createClients(transport)(new URL('https://a.example'), undefined);
  expect(defaults.options.https.checkServerIdentity).toBeUndefined();
});
