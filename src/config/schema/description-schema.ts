import * as v from 'valibot';
import type { Key } from '../../core/provider/field.ts';
import { describe, headerName, mapping, named, type Schema, textValue } from './schema-parts.ts';

const anyName = { pattern: /./, message: 'cannot be a name.' };

/** The entries that a description may have. */
export function descriptionEntries(
  keys: Readonly<Record<string, Key>>,
  secret: Schema,
): Record<string, Schema> {
  return Object.fromEntries(
    Object.entries(keys).map(([name, key]) => {
      const schema = schemaOf(key, secret);
      return [name, key.required ? schema : v.optional(schema)];
    }),
  );
}

function schemaOf(key: Key, secret: Schema): Schema {
  if (key.keys) {
    const oneOf = key.oneOf && [key.oneOf];
    return described(mapping(descriptionEntries(key.keys, secret), { oneOf }), key);
  }
  if (key.names) {
    return described(named(key.headers ? headerName : anyName, schemaOf(key.names, secret)), key);
  }
  return textValue({ ...key, literal: !key.environment, or: key.secret ? secret : undefined });
}

function described(schema: Schema, key: Key): Schema {
  return v.pipe(schema, v.description(describe(key)));
}
