import type { Field, Key, Setting } from '../../../core/provider/field.ts';
import type { Provider } from '../../../core/provider/provider.ts';
import { groupOf } from './grouped-list.ts';

/** A provider as `providers --json` shows it. */
export function providerJson(provider: Provider): object {
  const { name, title, docs, id, idFrom, settings, description, unconfirmed = [] } = provider;
  const { oneOf = [], atMostOneOf = [], together = [], failedRecords = null } = provider;
  return {
    name,
    title,
    group: groupOf(provider),
    docs,
    id: fieldJson(id),
    ...(idFrom !== undefined && { idFrom }),
    settings: fieldsJson(settings),
    oneOf,
    atMostOneOf,
    together,
    ...(description && { keys: fieldsJson(description.keys) }),
    failedRecords,
    unconfirmed,
  };
}

function fieldsJson(fields: Readonly<Record<string, Field | Key>>): object {
  return Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, fieldJson(one)]));
}

/** In JSON, a field says `description`, and so do those below it. Only `init` needs `prompt`. */
function fieldJson({ describe, ...facts }: { readonly describe: string }): object {
  const { keys, names, prompt: _prompt, ...others }: Partial<Key & Setting> = facts;
  return {
    description: describe,
    ...others,
    ...(keys && { keys: fieldsJson(keys) }),
    ...(names && { names: fieldJson(names) }),
  };
}
