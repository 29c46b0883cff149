import type { Service } from '../../src/core/http/connector.ts';
import type { ImportSnapshot } from '../../src/core/model/snapshot.ts';
import type { ApiClient } from '../../src/core/provider/api-request.ts';
import { defineProvider, type ProviderContext } from '../../src/core/provider/provider.ts';
import { asText, at } from '../../src/core/text/json.ts';

/** The profile `shop` of a provider that polls so. */
export function ownService(
  poll: (ask: ApiClient, context: ProviderContext | undefined) => Promise<ImportSnapshot>,
  parts: Partial<Service> = {},
): Service {
  return {
    name: 'shop',
    provider: defineProvider({
      name: 'own',
      title: 'My Service',
      docs: 'https://service.example/docs',
      id: { required: false, describe: 'id of the import', example: '42' },
      settings: {},
      errorMapping: { message: (body) => asText(at(body, 'message')) },
      connect: (_settings, ask, context) => ({ poll: () => poll(ask, context) }),
    }),
    settings: {},
    baseUrl: new URL('https://service.example'),
    headers: {},
    insecureTls: false,
    secrets: ['example-key'],
    ...parts,
  };
}
