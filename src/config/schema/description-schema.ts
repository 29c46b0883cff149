import type { Key } from '../../core/provider/field.ts';
import { dataValue, described, listOf, type Schema, textValue } from './field-schema.ts';
import { entriesOf, headerName, mapping, named } from './mapping.ts';

const anyName = { pattern: /./, message: 'cannot be a name.' };

/** The entries that a description may have. */
export function descriptionEntries(
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
  if (key.data) return dataValue(key);
  return textValue({ ...key, literal: !key.environment, or: key.secret ? secret : undefined });
}
