import type { Key, Structure } from '../../core/provider/field.ts';
import type { Provider } from '../../core/provider/provider.ts';
import { isInterpolated } from '../schema/interpolate.ts';
import { textOfData } from './interpolate-data.ts';
import { isSecretHeader } from './secret.ts';
import type { ValueReader } from './value-reader.ts';

type Description = NonNullable<Provider['description']>;
type Keys = Readonly<Record<string, Key>>;
type Values = Readonly<Record<string, unknown>>;

type Value = readonly [path: readonly string[], value: Structure[string]];

/** One text of a description. */
interface Leaf {
  readonly path: readonly string[];
  readonly key: Key;
  readonly raw: unknown;
  readonly secret: boolean;
  readonly inHeader: boolean;
}

/** The description in a profile, with its variables and secrets resolved. Notes what is wrong. */
export async function readDescription(
  description: Description,
  values: Values,
  path: readonly string[],
  reader: ValueReader,
): Promise<Structure> {
  const texts: Value[] = [];
  for (const leaf of leavesOf(description.keys, values)) {
    const inserts = insertsSecret(leaf.raw, values, description);
    const fill = leaf.key.template
      ? (text: string) => description.filled(text, structureOf(texts))
      : undefined;
    const text = leaf.key.environment
      ? leaf.key.data
        ? reader.data([...path, ...leaf.path], leaf.raw, leaf.key)
        : await reader.text([...path, ...leaf.path], leaf.raw, { ...leaf, inserts, fill })
      : asGiven(leaf.raw, leaf.key);
    if (text !== undefined) texts.push([leaf.path, text]);
  }
  return structureOf(texts);
}

/** The description in a profile as written, without references. */
export function asWritten(keys: Keys, values: Values): Structure {
  return structureOf(
    leavesOf(keys, values).map(({ path, key, raw }) => [
      path,
      typeof raw === 'object' && !key.list && !key.data ? '' : asGiven(raw, key),
    ]),
  );
}

/** Whether a text has no secret of its own, but inserts one, as `Bearer {token}` does. */
export function insertsSecret(raw: unknown, values: Values, description?: Description): boolean {
  return (
    typeof raw === 'string' &&
    !isInterpolated(raw) &&
    description?.insertsSecret(raw, values) === true
  );
}

/** Every text in values that have the right structure. */
export function leavesOf(keys: Keys, values: Values, inHeader = false): readonly Leaf[] {
  return Object.entries(keys).flatMap(([name, key]) => {
    const raw = values[name];
    if (raw === undefined) return [];
    const names = key.names && Object.keys(raw as Values).map((each) => [each, key.names as Key]);
    const below: Keys | undefined = key.keys ?? (names && Object.fromEntries(names));
    if (below === undefined) {
      return [{ path: [name], key, raw, secret: isSecret(name, key, raw), inHeader }];
    }
    return leavesOf(below, raw as Values, key.headers).map((leaf) => ({
      ...leaf,
      path: [name, ...leaf.path],
    }));
  });
}

function isSecret(name: string, { secret, secretInserts }: Key, raw: unknown): boolean {
  if (secretInserts) return isInterpolated(textOfData(raw));
  return secret === 'by-name' ? isSecretHeader(name, raw) : secret === true;
}

function asGiven(raw: unknown, { list }: Key): Value[1] {
  if (list) return (raw as readonly unknown[]).map(String);
  return typeof raw === 'object' ? (raw as Structure) : String(raw);
}

function structureOf(texts: readonly Value[]): Structure {
  const structure: Record<string, Value[1]> = {};
  for (const [path, text] of texts) {
    const last = path.at(-1) as string;
    let place = structure;
    for (const key of path.slice(0, -1)) {
      place[key] ??= {};
      place = place[key] as typeof structure;
    }
    place[last] = text;
  }
  return structure;
}
