import * as v from 'valibot';
import type { Field, Key } from '../../core/provider/field.ts';
import type { Provider } from '../../core/provider/provider.ts';
import { plainText } from '../../core/text/text.ts';
import { profileName } from '../file/names.ts';
import { didYouMean } from '../file/nearest.ts';
import { baseUrlMistake, proxyMistake } from './address.ts';
import {
  dataValue,
  described,
  listOf,
  notFound,
  onlyInOwnFile,
  optionValue,
  type Schema,
  textValue,
} from './field-schema.ts';
import { entriesOf, headerName, mapping, named } from './mapping.ts';
import { isOption } from './option.ts';
import { profileOptions } from './profile-options.ts';
import { misspelled, otherProviders } from './provider-named.ts';
import { waitOptions } from './wait-options.ts';

export { safeParse } from 'valibot';

/**
 * The schema of a configuration file. `commands`: whether a secret may come from a command, which
 * is allowed only in a file that the user chose or owns. `used`: the providers that it names.
 * Building the schema of all of them takes longer than everything else. `nameOf`: what a message
 * calls a setting.
 */
export function configSchema(
  providers: readonly Provider[],
  {
    commands,
    used,
    nameOf,
  }: {
    readonly commands: boolean;
    readonly used?: ReadonlySet<unknown>;
    readonly nameOf?: (key: string) => string;
  },
) {
  const secret = reference(commands);
  const wait = fieldEntries(waitOptions, secret, commands);
  const general = {
    headers: v.optional(headers(secret)),
    ...fieldEntries(profileOptions, secret),
  };
  const profile = (provider: Provider) =>
    v.pipe(
      mapping(
        {
          provider: v.pipe(v.literal(provider.name), v.description(`${provider.title}.`)),
          ...fieldEntries(provider.settings, secret),
          ...descriptionEntries(provider.description?.keys ?? {}, secret),
          ...general,
          ...wait,
        },
        {
          oneOf: [...(provider.oneOf ?? []), ...(provider.description?.oneOf ?? [])],
          atMostOneOf: provider.atMostOneOf,
          together: provider.together,
          opposites,
          nameOf,
          allKeys: `"importwatch providers ${provider.name}" lists the settings.`,
        },
      ),
      v.title(provider.title),
    );
  const isOfProfile = (key: string) =>
    key === 'provider' ||
    key in general ||
    providers.some(({ settings, description }) => key in { ...settings, ...description?.keys });
  const misplaced = (key: string) =>
    isOfProfile(key) ? 'belongs in a profile. Only wait options can be in defaults.' : undefined;
  const file: Record<string, Schema> = {
    $schema: v.optional(v.string('must be text.')),
    defaultProfile: v.optional(
      textValue({ describe: 'Profile to use if you name none', example: 'shop' }),
    ),
    defaults: v.optional(
      v.pipe(
        mapping(wait, { opposites, misplaced }),
        v.description('Wait options for all profiles of this file.'),
      ),
    ),
    profiles: v.optional(
      v.pipe(
        named(profileName, anyOf(providers, profile, used)),
        v.description('Your profiles, by name.'),
      ),
    ),
  };
  return mapping(file, {
    misplaced(key, value) {
      if (typeof value === 'object' && value !== null && 'provider' in value) {
        return 'belongs below "profiles:", indented, because it has a provider.';
      }
      if (isOfProfile(key)) return 'belongs in a profile. Indent it below the name of the profile.';
      return key in wait ? 'belongs below "defaults:" or in a profile, indented.' : undefined;
    },
  });
}

const opposites = [['any', 'all']];

const addressMistakes = new Map([
  ['baseUrl', baseUrlMistake],
  ['proxy', proxyMistake],
]);

function fieldEntries(
  fields: Readonly<Record<string, Field>>,
  secret: Schema,
  ownFile = true,
): Record<string, Schema> {
  return entriesOf(fields, (field, key) =>
    field.ownFileOnly && !ownFile
      ? notFound(key)
      : isOption(field)
        ? optionValue(field)
        : textValue({
            ...field,
            mistake: addressMistakes.get(key),
            or: field.secret ? secret : undefined,
          }),
  );
}

function anyOf(
  providers: readonly Provider[],
  profile: (provider: Provider) => Schema,
  used?: ReadonlySet<unknown>,
): Schema {
  const known = providers.map(({ name }) => name);
  const wanted = used ? providers.filter(({ name }) => used.has(name)) : providers;
  const options = wanted.map(profile) as unknown as v.VariantOptions<'provider'>;
  return v.variant('provider', options, ({ path, input }) => {
    if (!path && (input ?? null) === null) return 'is empty. Indent its settings below its name.';
    if (!path) {
      return 'must be a mapping of keys to values. Indent the keys of a profile below its name.';
    }
    const others = otherProviders(providers);
    if (input === undefined) return `is missing. ${misspelled(path[0].input) ?? others}`;
    if (typeof input === 'object') return `must be text. ${others}`;
    const name = plainText(String(input), 60);
    return `"${name}" isn't a known service.${didYouMean(name, known)} ${others}`;
  });
}

function headers(secret: Schema): Schema {
  const value = textValue({ describe: 'value of the header', or: secret });
  return v.pipe(
    named(headerName, value),
    v.description('Additional request headers.'),
    v.metadata({ examples: [{ 'X-Tenant': 'shop' }] }),
  );
}

function reference(commands: boolean): Schema {
  const text = (describe: string) => v.optional(textValue({ describe }));
  const refused = v.pipe(
    v.string(),
    v.check(() => false, onlyInOwnFile),
  );
  return mapping(
    {
      env: text('name of an environment variable'),
      file: text('path of a file, relative to this one'),
      command: commands ? text('shell command that prints it') : v.optional(refused),
    },
    { oneOf: [['env', 'file', 'command']] },
  );
}

const anyName = { pattern: /./, message: "isn't a valid name." };

/** The entries that a description may have. */
function descriptionEntries(
  keys: Readonly<Record<string, Key>>,
  secret: Schema,
): Record<string, Schema> {
  return entriesOf(keys, (key) => schemaOf(key, secret));
}

function schemaOf(key: Key, secret: Schema): Schema {
  if (key.keys) {
    const oneOf = key.oneOf && [key.oneOf];
    return described(mapping(descriptionEntries(key.keys, secret), { oneOf }), key);
  }
  if (key.names) {
    return described(named(key.headers ? headerName : anyName, schemaOf(key.names, secret)), key);
  }
  if (key.list) return listOf(schemaOf({ ...key, list: false }, secret), key);
  if (key.data) return dataValue(key, !key.environment);
  return textValue({ ...key, literal: !key.environment, or: key.secret ? secret : undefined });
}
