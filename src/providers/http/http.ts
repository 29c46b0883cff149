import type { Flaw, Structure } from '../../core/provider/field.ts';
import { defineProvider, type Provider } from '../../core/provider/provider.ts';
import type { ApiDescription, NamedValues } from './api-description.ts';
import { describedProvider } from './described-provider.ts';
import { keys } from './keys/keys.ts';
import { namedValueFlaws, ownNames } from './request/named-values.ts';
import { fillKnown, namesIn } from './request/template.ts';
import { usesId } from './request/templates.ts';

const facts = {
  name: 'http',
  title: 'Any API, described in the profile',
  docs: 'docs/any-api.md in the importwatch package',
  id: {
    required: false,
    describe: 'value for {id} in its requests',
    example: '1042',
  },
  settings: {
    baseUrl: {
      describe: 'API address',
      required: true,
      example: 'https://api.example.com',
    },
  },
} as const satisfies Partial<Provider>;

/** Any JSON API. The profile describes its requests and answers. */
export const http = defineProvider({
  ...facts,
  service: 'the API',
  errorMapping: { message: () => undefined },
  connect: () => ({ poll: () => Promise.reject(new Error('A description makes the provider.')) }),
  description: {
    preset: 'rest-job',
    keys,
    oneOf: [['state', 'doneWhen']],
    insertsSecret(text, values) {
      const secrets = values['secrets'] ?? {};
      return namesIn(text).some((name) => name === 'token' || Object.hasOwn(secrets, name));
    },
    filled(text, values) {
      const { variables, secrets } = values as NamedValues;
      return fillKnown(text, { ...variables, ...secrets });
    },
    async check(values): Promise<readonly Flaw[]> {
      const { checkDescription } = await import('./check.ts');
      const { variables, secrets, ...description } = described(values);
      const named = { variables, secrets };
      return [
        ...namedValueFlaws({ ...named, token: description.token }),
        ...checkDescription(description, ownNames(named)),
      ];
    },
    provider(values): Provider {
      const { variables, secrets, ...description } = described(values);
      const id = { ...facts.id, required: usesId(description) };
      return describedProvider({ ...facts, id, description }, { variables, secrets });
    },
  },
});

/** Relies on `keys` having the same structure. */
function described(values: Structure): ApiDescription & NamedValues {
  return values as unknown as ApiDescription & NamedValues;
}
